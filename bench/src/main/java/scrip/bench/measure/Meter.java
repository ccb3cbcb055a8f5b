package scrip.bench.measure;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Tells what something cost between two instants: processor time, write-ahead log, disk, commits.
///
/// The log itself is read for how much of it is full-page images and how many commits it holds
/// (`pg_walinspect`); a replication slot keeps PostgreSQL from recycling it before that.
public final class Meter implements AutoCloseable {

    private static final String SLOT = "bench";
    private static final double PERCENT = 100;
    private static final int ATTEMPTS_MAX = 500;
    private static final long ATTEMPT_NANOS = 10_000_000;

    private final Postgres postgres;
    private final Connection connection;
    private Mark from;

    private record Mark(Processors processors, String wal, long disk) {}

    /// What it cost.
    ///
    /// @param jvmMicros processor time of this process, load generator and all
    /// @param clientMicros of other programs that it started and that have ended
    /// @param walBytes without full-page images
    /// @param commits transactions that wrote something
    /// @param othersPercent share of the machine that other processes, or other machines on the
    ///   same host, had; null if unknown
    public record Cost(
            double jvmMicros,
            double clientMicros,
            double postgresMicros,
            long walBytes,
            long walImageBytes,
            long diskBytes,
            long commits,
            @Nullable Double othersPercent) {}

    private Meter(Postgres postgres, Connection connection) throws IOException, SQLException {
        this.postgres = postgres;
        this.connection = connection;
        this.from = mark();
    }

    /// Begins to measure.
    public static Meter of(Postgres postgres) throws IOException, SQLException {
        Connection connection = postgres.superuser();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_walinspect");
            statement.execute(
                    "select pg_create_physical_replication_slot('%s', true)".formatted(SLOT));
        }
        return new Meter(postgres, connection);
    }

    /// Forgets what was until now.
    public void restart() throws IOException, SQLException {
        from = mark();
    }

    /// The cost since the start or the last call.
    public Cost cost() throws IOException, SQLException {
        Mark begun = from;
        Mark until = mark();
        Processors a = begun.processors();
        Processors b = until.processors();
        double ours = b.jvm() - a.jvm() + b.ended() - a.ended() + b.postgres() - a.postgres();
        Double others = null;
        if (a.machine() != null && b.machine() != null) {
            double busy = b.machine() - a.machine();
            others = PERCENT * Math.max(0, busy - ours) / Processors.capacity(b.at() - a.at());
        }
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                select ?::pg_lsn - ?::pg_lsn, coalesce(sum(fpi_size), 0),
                                    coalesce(sum(count) filter (
                                        where "resource_manager/record_type" = 'Transaction/COMMIT'), 0)
                                from pg_get_wal_stats(?::pg_lsn, ?::pg_lsn, true)
                                """);
                ResultSet row =
                        query(statement, until.wal(), begun.wal(), begun.wal(), until.wal())) {
            row.next();
            long images = row.getLong(2);
            Cost cost =
                    new Cost(
                            (b.jvm() - a.jvm()) / 1e3,
                            (b.ended() - a.ended()) / 1e3,
                            (b.postgres() - a.postgres()) / 1e3,
                            row.getLong(1) - images,
                            images,
                            until.disk() - begun.disk(),
                            row.getLong(3),
                            others);
            forget(until.wal());
            from = mark();
            return cost;
        }
    }

    /// Waits until so many connections are free: backends end a moment after their connections.
    public void awaitFree(int connections) throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    """
                                    select current_setting('max_connections')::int
                                        - current_setting('superuser_reserved_connections')::int
                                        - current_setting('reserved_connections')::int
                                        - count(*)
                                    from pg_stat_activity
                                    where backend_type = 'client backend'
                                    """)) {
                row.next();
                if (row.getInt(1) >= connections) {
                    return;
                }
            }
            LockSupport.parkNanos(ATTEMPT_NANOS);
        }
        throw new IllegalStateException(
                "PostgreSQL has no room for %d connections".formatted(connections));
    }

    private Mark mark() throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select pg_current_wal_flush_lsn(), pg_database_size(current_database())
                                """)) {
            row.next();
            return new Mark(
                    Processors.now(postgres.postmaster()), row.getString(1), row.getLong(2));
        }
    }

    /// The log until there may be recycled.
    private void forget(String wal) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "select pg_replication_slot_advance(?, ?::pg_lsn)");
                ResultSet row = query(statement, SLOT, wal)) {
            row.next();
        }
    }

    private static ResultSet query(PreparedStatement statement, String... parameters)
            throws SQLException {
        for (int at = 0; at < parameters.length; at++) {
            statement.setString(at + 1, parameters[at]);
        }
        return statement.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_drop_replication_slot('%s')".formatted(SLOT));
        } finally {
            connection.close();
        }
    }
}
