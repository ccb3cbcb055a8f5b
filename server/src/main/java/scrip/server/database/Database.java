package scrip.server.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import scrip.server.telemetry.Traced;
import scrip.server.telemetry.Traces;

/// The database, migrated and with its settings verified, and every way to work in it.
///
/// The ledger's writer takes a connection of its own ([#connect]) and commits batches by itself.
/// Everything else commits by [#transact] and reads by [#read] or [#readAll]. They throw Spring's
/// `DataAccessException`; its `DataAccessResourceFailureException` means that the database is away.
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /// The oldest major version of PostgreSQL that Scrip works with.
    public static final int VERSION_MIN = Durability.VERSION_MIN;

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final int ATTEMPTS_MAX = 12;
    private static final long BACKOFF_MICROSECONDS_FIRST = 500;
    private static final long BACKOFF_MICROSECONDS_MAX = 200_000;

    /// The advisory lock of those that take turns; any number that no one else uses.
    private static final int TURNS = 20_241_256;

    private final Login login;
    private final boolean durable;
    private final Runnable stopServer;
    private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);

    /// Connections beside the pools that wait for an answer however long it takes, until nobody has
    /// them any more.
    private final Set<Connection> patient =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    Database(Login login, Runnable stopServer, boolean durable) {
        this.login = login;
        this.durable = durable;
        this.stopServer = stopServer;
        for (DatabaseRole role : DatabaseRole.values()) {
            pools.put(role, Pool.of(login, role));
        }
    }

    /// Opens the database at a place: starts PostgreSQL if it is embedded, verifies its settings,
    /// creates the roles and migrates. Problems that an operator can fix are thrown as
    /// [DatabaseFault].
    public static Database open(DatabaseLocation place) {
        return open(place, new StartSteps());
    }

    /// Opens the database at a place, and notes how long the steps took.
    public static Database open(DatabaseLocation place, StartSteps steps) {
        return DatabaseOpening.open(place, steps);
    }

    /// Unpacks the programs of the embedded PostgreSQL into a folder, from which a start copies
    /// them if the system property `scrip.programs` names it.
    public static void unpackPrograms(Path folder) throws IOException {
        Files.createDirectories(folder);
        PostgresBinaries.unpackInto(folder);
    }

    /// Opens the database at a place for a command that may run beside a server. If a server is
    /// running, its PostgreSQL is left as it is.
    public static Database visit(DatabaseLocation place) {
        return DatabaseOpening.visit(place);
    }

    /// Opens a database to read it as it is, without preparing or migrating it. A PostgreSQL that
    /// runs is left as it is; one that had to be started is stopped when this is closed.
    public static Database asItIs(DatabaseLocation place) {
        return DatabaseOpening.asItIs(place);
    }

    /// Opens a database that has nothing in it yet, to fill it: roles are there afterwards, tables
    /// are not.
    ///
    /// @throws DatabaseFault if it has anything in it
    public static Database openVacant(DatabaseLocation place) {
        return DatabaseOpening.openVacant(place);
    }

    /// Applies the migrations up to one, or all.
    ///
    /// @param version null for all
    public void migrate(@Nullable String version) {
        DatabaseOpening.migrate(this, version);
    }

    /// Opens a database as it is, for a command that only looks and may run beside a server:
    /// nothing is created, migrated or, if it was running, stopped.
    ///
    /// @throws DatabaseFault if it is not one of this version
    public static Database look(DatabaseLocation place) {
        return DatabaseOpening.look(place);
    }

    /// The pool of one role. For a connection that is kept, see [#connect].
    public DataSource dataSource(DatabaseRole role) {
        HikariDataSource pool = pools.get(role);
        if (pool == null) {
            throw new IllegalStateException("every role has a pool");
        }
        return pool;
    }

    /// How much of each pool is in use.
    public List<PoolUse> pools() {
        List<PoolUse> all = new ArrayList<>();
        pools.forEach((role, pool) -> {
            HikariPoolMXBean use = pool.getHikariPoolMXBean();
            int most = pool.getMaximumPoolSize();
            all.add(
                    use == null
                            ? new PoolUse(role, 0, 0, 0, most)
                            : new PoolUse(
                                    role,
                                    use.getActiveConnections(),
                                    use.getIdleConnections(),
                                    use.getThreadsAwaitingConnection(),
                                    most));
        });
        return List.copyOf(all);
    }

    /// Opens a connection outside the pools, with no time limits, for whoever keeps and closes it.
    ///
    /// @throws DatabaseFault if it is the writer's and is not durable: a setting may have changed
    ///   since the start
    public Connection connect(DatabaseRole role) throws SQLException {
        Connection connection = connect(role, Duration.ZERO);
        patient.add(connection);
        return connection;
    }

    /// Opens a connection as [#connect(DatabaseRole)] does, which is lost once the database has not
    /// answered for a time: behind a broken network nothing else would tell for a quarter of an
    /// hour.
    public Connection connect(DatabaseRole role, Duration silenceMax) throws SQLException {
        Connection connection = login.connect(role, "", silenceMax);
        if (durable && role == DatabaseRole.WRITER) {
            try {
                Durability.check(connection);
            } catch (SQLException | DatabaseFault fault) {
                connection.close();
                throw fault;
            }
        }
        return connection;
    }

    /// Which start of which server a connection leads to, so that whoever has a connection to
    /// another one knows that nobody answers there any more.
    public static String server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select concat('started ', pg_postmaster_start_time())")) {
            row.next();
            return row.getString(1);
        }
    }

    /// Closes the connections, since the database is served by another server now. Those beside the
    /// pools would wait for hours, so they are ended at once, except those that are lost when they
    /// are silent. Those in the pools would each be tried first, until it is silent for too long:
    /// those in use are closed when they are given back.
    public void forsake() {
        for (Connection left : List.copyOf(patient)) {
            patient.remove(left);
            end(left);
        }
        for (HikariDataSource pool : pools.values()) {
            HikariPoolMXBean connections = pool.getHikariPoolMXBean();
            if (connections != null) {
                connections.softEvictConnections();
            }
        }
    }

    /// Ends a connection at once, from any thread: whoever waits for an answer on it waits no
    /// longer. PostgreSQL is not told.
    public static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException already) {
            LOG.debug("ending a connection", already);
        }
    }

    /// Runs statements on a connection that its owner keeps.
    public static JdbcClient on(Connection connection) {
        return JdbcClient.create(new TypedParameters(connection));
    }

    /// Runs work as the writer in one serializable transaction and commits it. Only this method
    /// retries serialization failures and deadlocks, so the work may run several times and must
    /// have no effect outside the database. Those that are retried take turns: many that change the
    /// same row, such as the head of the installation log, would otherwise fail each other again.
    public <T extends @Nullable Object> T transact(Function<JdbcClient, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(
                        DatabaseRole.WRITER,
                        List.of("set transaction isolation level serializable"),
                        attempt > 1,
                        work);
            } catch (DataAccessException failure) {
                if (attempt == ATTEMPTS_MAX || !isWorthRetrying(failure)) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    /// Runs work that reads one snapshot and sees only the rows of these organizations, given by
    /// their account numbers. Row-level policies read them through `visible_accounts()`.
    public <T extends @Nullable Object> T read(
            Collection<Long> organizations, Function<JdbcClient, T> work) {
        String array =
                organizations.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "{", "}"));
        return once(
                DatabaseRole.READER,
                List.of(
                        "set transaction isolation level repeatable read, read only",
                        "set local scrip.organizations = '" + array + "'"),
                work);
    }

    /// Runs work that reads one snapshot of everything, bypassing row-level security.
    public <T extends @Nullable Object> T readAll(Function<JdbcClient, T> work) {
        return once(
                DatabaseRole.AUDITOR,
                List.of("set transaction isolation level repeatable read, read only"),
                work);
    }

    /// Closes the pools and stops PostgreSQL if it is embedded. Idempotent.
    @Override
    public void close() {
        closePools();
        stopServer.run();
    }

    void closePools() {
        pools.values().forEach(HikariDataSource::close);
    }

    private <T extends @Nullable Object> T once(
            DatabaseRole role, List<String> settings, Function<JdbcClient, T> work) {
        return once(role, settings, false, work);
    }

    /// @param inTurn whether it waits for its turn among those that say so; before its transaction,
    ///   whose snapshot would otherwise be older than what it waited for
    private <T extends @Nullable Object> T once(
            DatabaseRole role,
            List<String> settings,
            boolean inTurn,
            Function<JdbcClient, T> work) {
        try (Traced _ = Traces.step("database");
                Connection connection = connection(role)) {
            if (inTurn) {
                execute(connection, "select pg_advisory_lock(" + TURNS + ")");
            }
            connection.setAutoCommit(false);
            try {
                execute(connection, String.join(";", settings));
                T result = work.apply(on(connection));
                connection.clearWarnings();
                connection.commit();
                Acknowledged.require(connection);
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                rollBack(connection, failure);
                throw failure;
            } finally {
                if (inTurn && !connection.isClosed()) {
                    execute(connection, "select pg_advisory_unlock(" + TURNS + ")");
                    connection.commit();
                }
            }
        } catch (SQLException failure) {
            DataAccessException translated =
                    new SQLStateSQLExceptionTranslator().translate("transaction", null, failure);
            throw translated != null
                    ? translated
                    : new UncategorizedSQLException("transaction", null, failure);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private Connection connection(DatabaseRole role) {
        try {
            return dataSource(role).getConnection();
        } catch (SQLException failure) {
            throw new CannotGetJdbcConnectionException("no connection as " + role, failure);
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private static boolean isWorthRetrying(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SERIALIZATION_FAILURE.equals(sql.getSQLState())
                        || DEADLOCK_DETECTED.equals(sql.getSQLState());
            }
        }
        return false;
    }

    /// A random time, so that two transactions that collided do not collide again.
    private static void pause(int attempt) {
        long most = Math.min(BACKOFF_MICROSECONDS_FIRST << attempt, BACKOFF_MICROSECONDS_MAX);
        long microseconds = ThreadLocalRandom.current().nextLong(1, most);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(microseconds));
    }
}
