package scrip.server.ledger;

import java.time.Duration;
import java.util.function.Consumer;
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
    private Duration clockOffMax = LedgerWorld.SETTINGS.clockOffMax();
    private LongSupplier monotonicNanos = LedgerWorld.SETTINGS.monotonicNanos();
    private FailPoint failPoint = LedgerWorld.SETTINGS.failPoint();

    static Settings limits(int queue, int batch, int cached, int snapshot) {
        return with(tuning -> {
            tuning.queueMax = queue;
            tuning.batchMax = batch;
            tuning.cachedMax = cached;
            tuning.snapshotEvery = snapshot;
        });
    }

    static Settings tick(int accounts) {
        return with(tuning -> tuning.tickMax = accounts);
    }

    static Settings portion(int facts) {
        return with(tuning -> tuning.portion = facts);
    }

    static Settings patience(Duration most) {
        return with(tuning -> tuning.patience = most);
    }

    /// Waits for the database as long as it takes, by a clock that stands still: the lease never
    /// runs out, however busy the machine is.
    static Settings unhurried() {
        return with(tuning -> {
            tuning.patience = Duration.ofHours(1);
            tuning.monotonicNanos = () -> 0;
        });
    }

    /// @param snapshot after how many facts a snapshot is taken
    static Settings failPoint(FailPoint point, int snapshot) {
        return with(tuning -> {
            tuning.failPoint = point;
            tuning.snapshotEvery = snapshot;
        });
    }

    /// @param most how far the server's clock may be from the database's
    static Settings clockOff(Duration most) {
        return with(tuning -> tuning.clockOffMax = most);
    }

    static Settings monotonic(LongSupplier nanos) {
        return with(tuning -> tuning.monotonicNanos = nanos);
    }

    private static Settings with(Consumer<Tuning> change) {
        Tuning tuning = new Tuning();
        change.accept(tuning);
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
                clockOffMax,
                monotonicNanos,
                failPoint);
    }
}
