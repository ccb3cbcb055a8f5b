package scrip.server.ledger;

import java.time.Duration;
import java.util.function.LongSupplier;
import scrip.core.ledger.Advance;

/// The limits of a ledger.
///
/// @param queueMax submissions that may wait; one more is `BUSY`
/// @param batchMax submissions in one transaction
/// @param cachedMax accounts kept in memory
/// @param snapshotEvery facts of an account after which its state is kept again
/// @param tickMax accounts whose due facts are booked in one turn of the deadline loop
/// @param portion about how many facts that fell due one decision books (X4)
/// @param leaseFor how long the lease lasts unless renewed
/// @param patience how long a command whose commit is not known waits for the database
/// @param clockOffMax how far this server's clock may be from the database's
/// @param monotonicNanos the clock by which the lease runs out
/// @param failPoint where the process dies, in a crash test
public record Settings(
        int queueMax,
        int batchMax,
        int cachedMax,
        int snapshotEvery,
        int tickMax,
        int portion,
        Duration leaseFor,
        Duration patience,
        Duration clockOffMax,
        LongSupplier monotonicNanos,
        FailPoint failPoint) {

    /// The limits the program runs with.
    public static Settings standard() {
        return new Settings(
                8_192,
                1_024,
                50_000,
                250,
                1_000,
                Advance.PORTION,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                System::nanoTime,
                FailPoint.fromEnvironment());
    }

    /// The same for a ledger whose clock is not the time of day.
    public Settings withClockOffMax(Duration most) {
        return new Settings(
                queueMax,
                batchMax,
                cachedMax,
                snapshotEvery,
                tickMax,
                portion,
                leaseFor,
                patience,
                most,
                monotonicNanos,
                failPoint);
    }

    /// The same with small numbers where tests want to reach them.
    public Settings withLimits(int queue, int batch, int cached, int snapshot) {
        return new Settings(
                queue,
                batch,
                cached,
                snapshot,
                tickMax,
                portion,
                leaseFor,
                patience,
                clockOffMax,
                monotonicNanos,
                failPoint);
    }

    /// The same with smaller portions of what fell due.
    public Settings withPortion(int facts) {
        return new Settings(
                queueMax,
                batchMax,
                cachedMax,
                snapshotEvery,
                tickMax,
                facts,
                leaseFor,
                patience,
                clockOffMax,
                monotonicNanos,
                failPoint);
    }

    /// The same, waiting shorter or longer for a database that is away.
    public Settings withPatience(Duration most) {
        return new Settings(
                queueMax,
                batchMax,
                cachedMax,
                snapshotEvery,
                tickMax,
                portion,
                leaseFor,
                most,
                clockOffMax,
                monotonicNanos,
                failPoint);
    }

    /// The same with another lease, and a place to die at.
    public Settings withDeath(Duration lease, FailPoint point) {
        return new Settings(
                queueMax,
                batchMax,
                cachedMax,
                snapshotEvery,
                tickMax,
                portion,
                lease,
                patience,
                clockOffMax,
                monotonicNanos,
                point);
    }

    /// The same with another monotonic clock.
    public Settings withMonotonic(LongSupplier nanos) {
        return new Settings(
                queueMax,
                batchMax,
                cachedMax,
                snapshotEvery,
                tickMax,
                portion,
                leaseFor,
                patience,
                clockOffMax,
                nanos,
                failPoint);
    }
}
