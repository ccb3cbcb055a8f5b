package scrip.server.ledger;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The standard settings but for what a test changes, mostly to limits that it can reach.
final class Tuning {

    private int queueMax = LedgerWorld.SETTINGS.queueMax();
    private int batchMax = LedgerWorld.SETTINGS.batchMax();
    private int cachedMax = LedgerWorld.SETTINGS.cachedMax();
    private int snapshotEvery = LedgerWorld.SETTINGS.snapshotEvery();
    private int tickMax = LedgerWorld.SETTINGS.tickMax();
    private int portion = LedgerWorld.SETTINGS.portion();
    private Duration patience = LedgerWorld.SETTINGS.patience();
    private LongSupplier monotonicNanos = LedgerWorld.SETTINGS.monotonicNanos();

    static Settings limits(int queue, int batch, int cached, int snapshot) {
        Tuning tuning = new Tuning();
        tuning.queueMax = queue;
        tuning.batchMax = batch;
        tuning.cachedMax = cached;
        tuning.snapshotEvery = snapshot;
        return tuning.settings();
    }

    static Settings tick(int accounts) {
        Tuning tuning = new Tuning();
        tuning.tickMax = accounts;
        return tuning.settings();
    }

    static Settings portion(int facts) {
        Tuning tuning = new Tuning();
        tuning.portion = facts;
        return tuning.settings();
    }

    static Settings patience(Duration most) {
        Tuning tuning = new Tuning();
        tuning.patience = most;
        return tuning.settings();
    }

    static Settings monotonic(LongSupplier nanos) {
        Tuning tuning = new Tuning();
        tuning.monotonicNanos = nanos;
        return tuning.settings();
    }

    private Settings settings() {
        return new Settings(
                queueMax,
                batchMax,
                cachedMax,
                snapshotEvery,
                tickMax,
                portion,
                LedgerWorld.SETTINGS.leaseFor(),
                patience,
                LedgerWorld.SETTINGS.clockOffMax(),
                monotonicNanos,
                LedgerWorld.SETTINGS.failPoint());
    }
}
