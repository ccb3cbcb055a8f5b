package scrip.server.ledger;

import java.time.Duration;
import java.util.function.LongSupplier;
import scrip.core.ledger.Advance;

/// The limits of a ledger.
///
/// @param queueMax submissions the queue holds; any further one is answered `BUSY`
/// @param batchMax submissions in one transaction
/// @param cachedMax accounts kept in memory
/// @param snapshotEvery number of facts of an account after which the next snapshot is taken at the
///   latest, unless the account is large
/// @param tickMax accounts whose due facts are booked in one turn of the deadline loop
/// @param portion about how many overdue facts one decision books (X4)
/// @param leaseFor how long the lease lasts unless renewed
/// @param patience how long a command whose commit is in doubt waits for the database
/// @param clockOffMax how much this server's clock may differ from the database's
/// @param monotonicNanos the clock by which the lease expires
/// @param failPoint the point at which the process dies in a crash test
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

    private static final int PATIENCES = 12;

    /// For how long the database may leave a batch unanswered before the connection is given up: a
    /// busy disk takes seconds, a network that has lost the connection would take a quarter of an
    /// hour to tell.
    Duration silenceMax() {
        return patience.multipliedBy(PATIENCES);
    }

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
}
