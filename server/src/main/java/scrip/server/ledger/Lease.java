package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Acknowledged;

/// The right to write, held by one server at a time: a row that expires by the database's clock.
///
/// Each batch checks the epoch in its own transaction, so safety does not rest on clocks: the
/// expiry only decides when another server may take over and when this one stops answering.
final class Lease {

    private static final int LOCK_WAIT_SECONDS_MAX = 10;

    private final UUID owner = UUID.randomUUID();
    private final Duration length;
    private final LongSupplier nanos;
    private final LeaseNews news = new LeaseNews();
    private long epoch;
    private volatile @Nullable Term term;

    /// How long this server holds the lease by its own monotonic clock. Readers ask at each answer,
    /// without a lock; only a thread with the lock replaces it.
    private record Term(long untilNanos) {}

    Lease(Duration length, LongSupplier nanos) {
        this.length = length;
        this.nanos = nanos;
    }

    /// Whether, by this server's own monotonic clock, no other server can hold the lease yet.
    boolean isHeld() {
        Term held = term;
        return held != null && nanos.getAsLong() - held.untilNanos() < 0;
    }

    /// The epoch that batches check.
    synchronized long epoch() {
        return epoch;
    }

    /// Another server has it: a batch was refused.
    void lose() {
        lost(epoch());
    }

    /// Tells who has it, if this server has not.
    void look(Connection connection) throws SQLException {
        if (isHeld()) {
            return;
        }
        end();
        news.look(connection, owner);
    }

    /// What happens to it.
    LeaseNews news() {
        return news;
    }

    /// Takes the lease, unless another server holds it. The epoch is raised no matter who held the
    /// lease before, even this server: when this returns, every earlier transaction has committed
    /// or never will.
    ///
    /// @param connection the one on which batches will be written
    boolean take(Connection connection) throws SQLException {
        end();
        if (isElsewhere(connection)) {
            return false;
        }
        OffsetDateTime startedAt = endLastBackend(connection);
        long before = nanos.getAsLong();
        long raised = 0;
        connection.setAutoCommit(false);
        try (Statement settings = connection.createStatement();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                update lease
                                set epoch = epoch + 1,
                                    owner = ?,
                                    held_until = clock_timestamp() + ? * interval '1 millisecond',
                                    backend = pg_backend_pid(),
                                    backend_started_at = ?
                                where owner is null
                                    or owner = ?
                                    or held_until < clock_timestamp()
                                returning epoch
                                """)) {
            settings.execute("set local lock_timeout = '" + LOCK_WAIT_SECONDS_MAX + "s'");
            // An update alone would not wait for a batch that has checked the epoch and not
            // committed yet.
            settings.execute("select from lease for update");
            statement.setObject(1, owner);
            statement.setLong(2, length.toMillis());
            statement.setObject(3, startedAt);
            statement.setObject(4, owner);
            raised = raised(statement);
            connection.clearWarnings();
            connection.commit();
            Acknowledged.require(connection);
        } catch (SQLException failure) {
            rollBack(connection, failure);
            throw failure;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
        if (raised == 0) {
            return false;
        }
        held(raised, before);
        return true;
    }

    /// Renews the lease. A renewal that no standby may have does not count: at the one that takes
    /// over, the lease would run out earlier than here.
    ///
    /// @return the database's time
    Instant renew(Connection connection) throws SQLException {
        long current = epoch();
        long before = nanos.getAsLong();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update lease
                        set held_until = clock_timestamp() + ? * interval '1 millisecond'
                        where owner = ?
                            and epoch = ?
                        returning clock_timestamp()
                        """)) {
            statement.setLong(1, length.toMillis());
            statement.setObject(2, owner);
            statement.setLong(3, current);
            try (ResultSet row = statement.executeQuery()) {
                Acknowledged.require(statement);
                if (row.next()) {
                    Instant now = row.getObject(1, OffsetDateTime.class).toInstant();
                    renewed(current, before);
                    return now;
                }
            }
        }
        lost(current);
        return now(connection);
    }

    /// Releases the lease, so that another server can take it at once.
    void release(Connection connection) throws SQLException {
        drop();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update lease
                        set held_until = '-infinity'
                        where owner = ?
                            and epoch = ?
                        """)) {
            statement.setObject(1, owner);
            statement.setLong(2, epoch());
            statement.executeUpdate();
        }
    }

    static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private boolean isElsewhere(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select 1
                        from lease
                        where owner <> ?
                            and held_until >= clock_timestamp()
                        """)) {
            statement.setObject(1, owner);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /// Terminates the connection that wrote last, so that we need not wait for its transaction.
    /// Only the login may do this and see when a connection began; the writer's role may not.
    ///
    /// @return when this connection began
    private static OffsetDateTime endLastBackend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int backend = 0;
            OffsetDateTime startedAt = OffsetDateTime.MIN;
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select backend, backend_started_at
                            from lease
                            where backend is not null
                            """)) {
                if (row.next()) {
                    backend = row.getInt(1);
                    startedAt = row.getObject(2, OffsetDateTime.class);
                }
            }
            statement.execute("set role none");
            try {
                terminate(connection, backend, startedAt);
                try (ResultSet row =
                        statement.executeQuery(
                                """
                                select backend_start
                                from pg_stat_activity
                                where pid = pg_backend_pid()
                                """)) {
                    row.next();
                    return row.getObject(1, OffsetDateTime.class);
                }
            } finally {
                statement.execute("reset role");
            }
        }
    }

    private static void terminate(Connection connection, int backend, OffsetDateTime startedAt)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select pg_terminate_backend(pid)
                        from pg_stat_activity
                        where pid = ?
                            and backend_start = ?
                            and pid <> pg_backend_pid()
                        """)) {
            statement.setInt(1, backend);
            statement.setObject(2, startedAt);
            statement.executeQuery().close();
        }
    }

    /// Raises the epoch; 0 if another server holds the lease.
    ///
    /// An epoch is raised by a commit of its own before anything is acknowledged in it. A database
    /// that does not know one that was held here has lost it and what followed, as when a server
    /// without it became the primary. Going on would bury that.
    private long raised(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            long raised = row.getLong(1);
            long last = epoch();
            if (raised <= last) {
                throw new SQLException(
                        "the database has lost what it acknowledged: epoch "
                                + last
                                + " was held here and is not there any more. Look for the server"
                                + " that has it (docs/operating/standby.md); to go on without,"
                                + " start this one again");
            }
            return raised;
        }
    }

    private static void rollBack(Connection connection, SQLException failure) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private synchronized void held(long raised, long sinceNanos) {
        epoch = raised;
        term = termSince(sinceNanos);
        news.taken(raised);
    }

    private synchronized void renewed(long current, long sinceNanos) {
        if (current == epoch && term != null) {
            term = termSince(sinceNanos);
        }
    }

    private Term termSince(long sinceNanos) {
        return new Term(sinceNanos + length.toNanos());
    }

    private synchronized void lost(long current) {
        if (current == epoch && term != null) {
            term = null;
            news.lost(current);
        }
    }

    private synchronized void drop() {
        term = null;
    }

    /// Ends a term that has run out.
    private synchronized void end() {
        if (term != null && !isHeld()) {
            term = null;
            news.ranOut(epoch, length);
        }
    }
}
