package scrip.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A fresh, migrated database for one test, in a PostgreSQL that all test classes share. It costs a
/// copy of a template, some tens of milliseconds.
///
/// ```java
/// try (TestDatabase test = TestDatabase.fresh()) {
///     test.database().transact(sql -> ...);
/// }
/// ```
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "template_scrip";
    private static @Nullable ScratchPostgres shared;

    private final String name;
    private final Database database;

    private TestDatabase(String name, Database database) {
        this.name = name;
        this.database = database;
    }

    /// Creates a database with all migrations applied, otherwise empty.
    public static TestDatabase fresh() {
        EmbeddedPostgres postgres = postgres();
        String name = "test_" + NUMBER.incrementAndGet();
        superuser("create database " + name + " template " + TEMPLATE);
        return new TestDatabase(name, new Database(postgres.login(name), () -> {}, false));
    }

    /// Creates a database with nothing in it, opened to be filled.
    public static TestDatabase vacant() {
        String name = "test_" + NUMBER.incrementAndGet();
        superuser("create database " + name);
        return new TestDatabase(name, openedVacant(name));
    }

    /// Opens the same database again to fill it.
    public Database reopenedVacant() {
        return openedVacant(name);
    }

    private static Database openedVacant(String name) {
        EmbeddedPostgres postgres = postgres();
        return DatabaseOpening.openVacant(
                postgres.superuser(name), postgres.login(name), () -> {}, false, name);
    }

    /// Opens the same database as a server does.
    public Database reopened() {
        EmbeddedPostgres postgres = postgres();
        return DatabaseOpening.open(
                postgres.superuser(name), postgres.login(name), () -> {}, false);
    }

    /// Where it is, for commands. It is scratch, so nothing that wants to write takes it.
    public DatabaseLocation.External location() {
        Login login = postgres().login(name);
        return new DatabaseLocation.External(login.url(), login.user(), login.password());
    }

    public Database database() {
        return database;
    }

    /// A copy of this database as it is, to which nobody may be connected any more; its own pools
    /// are closed.
    public TestDatabase copy() {
        database.close();
        String copy = "test_" + NUMBER.incrementAndGet();
        superuser("create database " + copy + " template " + name);
        return new TestDatabase(copy, new Database(postgres().login(copy), () -> {}, false));
    }

    /// The same database through another port, behind which a proxy stands.
    public Database through(int port) {
        return at(":" + port + "/");
    }

    /// The same database at an address that names another server before its own.
    Database after(int port) {
        return at(":" + port + ",127.0.0.1:" + port() + "/");
    }

    private Database at(String ports) {
        Login direct = postgres().login(name);
        String url = direct.url().replaceFirst(":[0-9]+/", ports);
        return new Database(new Login(url, direct.user(), direct.password()), () -> {}, false);
    }

    /// The port of PostgreSQL itself.
    public int port() {
        return postgres().port();
    }

    /// The variables by which a command finds this database.
    public Map<String, String> environment() {
        Login login = login();
        return Map.of(
                "SCRIP_DATABASE_URL", login.url(),
                "SCRIP_DATABASE_USER", String.valueOf(login.user()),
                "SCRIP_DATABASE_PASSWORD", String.valueOf(login.password()));
    }

    /// A superuser connection, to look behind the roles.
    public Connection superuser() throws SQLException {
        return postgres().superuser(name).connect();
    }

    /// Runs a query that returns one number, as a superuser.
    public long number(String sql) {
        return one(sql, row -> row.getLong(1));
    }

    /// Runs a query that returns one text, as a superuser.
    public String text(String sql) {
        return one(sql, row -> row.getString(1));
    }

    /// What is read of one row.
    @FunctionalInterface
    public interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Runs a query that returns one row, as a superuser.
    public <T> T one(String sql, Read<T> read) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return read.of(row);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    /// The login of the pools; tests of refused connections use it directly.
    Login login() {
        return postgres().login(name);
    }

    String name() {
        return name;
    }

    /// Runs a statement outside any test's database.
    static void superuser(String sql) {
        try (Connection connection = postgres().superuser("postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /// Starts the shared PostgreSQL for the first test; it stops with the JVM.
    static synchronized EmbeddedPostgres postgres() {
        ScratchPostgres started = shared;
        if (started == null) {
            started = ScratchPostgres.start();
            EmbeddedPostgres postgres = started.postgres();
            try {
                DatabaseOpening.create(postgres, TEMPLATE);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            DatabaseOpening.open(
                            postgres.superuser(TEMPLATE), postgres.login(TEMPLATE), () -> {}, false)
                    .close();
            shared = started;
        }
        return started.postgres();
    }

    @Override
    public void close() {
        database.close();
        superuser("drop database " + name + " with (force)");
    }
}
