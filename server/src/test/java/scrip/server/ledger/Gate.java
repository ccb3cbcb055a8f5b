package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Blocks the writer in the middle of a batch, so that what is submitted meanwhile becomes one
/// batch: every batch reads the lease row, which this class locks.
final class Gate implements AutoCloseable {

    private static final String WAITING =
            """
            select count(*)
            from pg_stat_activity
            where datname = current_database()
                and wait_event_type = 'Lock'
                and query like '%write_batch%'
            """;

    private final LedgerWorld world;
    private final Connection connection;

    Gate(LedgerWorld world) {
        this.world = world;
        try {
            connection = world.test.superuser();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select from lease for update");
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Waits until a batch is blocked at the gate.
    void awaitBatch() {
        LedgerWorld.until("a batch at the gate", () -> world.number(WAITING) > 0);
    }

    /// Terminates the backend of the blocked batch.
    void killBatch() {
        world.superuser(
                """
                select pg_terminate_backend(pid)
                from pg_stat_activity
                where datname = current_database()
                    and wait_event_type = 'Lock'
                    and query like '%write_batch%'
                """);
    }

    /// Lets the writer continue.
    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
