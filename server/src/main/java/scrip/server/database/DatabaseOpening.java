package scrip.server.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/// The steps of opening a database: connect, check its version, create the roles, verify that
/// commits are durable, migrate.
final class DatabaseOpening {
    /// The database in an embedded PostgreSQL.
    static final String DATABASE = "scrip";

    private DatabaseOpening() {}

    static Database open(DatabaseLocation place, StartSteps steps) {
        Database database =
                switch (place) {
                    case DatabaseLocation.Embedded embedded -> {
                        EmbeddedPostgres postgres = EmbeddedPostgres.start(embedded.dataFolder());
                        steps.done("PostgreSQL");
                        yield openOwn(postgres, postgres::close, true);
                    }
                    case DatabaseLocation.Scratch _ -> {
                        ScratchPostgres scratch = ScratchPostgres.start();
                        steps.done("PostgreSQL");
                        yield openOwn(scratch.postgres(), scratch::close, false);
                    }
                    case DatabaseLocation.External external -> {
                        Login login =
                                new Login(external.url(), external.user(), external.password());
                        yield open(login, login, () -> {}, true);
                    }
                };
        steps.done("schema");
        return database;
    }

    /// Opens a database for a command that may run beside a server: if a server is running, the
    /// database is neither prepared nor stopped.
    static Database visit(DatabaseLocation place) {
        if (place instanceof DatabaseLocation.Embedded(Path folder)) {
            Optional<Login> running = EmbeddedPostgres.running(folder, DATABASE);
            if (running.isPresent()) {
                return new Database(running.get(), () -> {}, true);
            }
        }
        return open(place, new StartSteps());
    }

    /// Opens a database as it is, for a command that only looks: nothing in it is created or
    /// migrated, and the PostgreSQL of a running server is left as it is.
    static Database look(DatabaseLocation place) {
        Database database =
                switch (place) {
                    case DatabaseLocation.Embedded(Path folder) -> {
                        Optional<Login> running = EmbeddedPostgres.running(folder, DATABASE);
                        if (running.isPresent()) {
                            yield new Database(running.get(), () -> {}, true);
                        }
                        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                        yield new Database(postgres.login(DATABASE), postgres::close, true);
                    }
                    case DatabaseLocation.External(var url, var user, var password) ->
                            new Database(new Login(url, user, password), () -> {}, true);
                    case DatabaseLocation.Scratch _ ->
                            throw new IllegalArgumentException("a scratch database is empty");
                };
        boolean known = false;
        try {
            checkVersion(database);
            known = true;
            return database;
        } finally {
            if (!known) {
                database.close();
            }
        }
    }

    private static void checkVersion(Database database) {
        MigrationInfoService info;
        try {
            info = flyway(database).info();
        } catch (FlywayException failure) {
            throw new DatabaseFault(
                    "the database does not let us in, or is not one of Scrip ("
                            + firstLine(failure)
                            + ")",
                    failure);
        }
        if (info.current() == null) {
            throw new DatabaseFault("there is no data of Scrip in this database");
        }
        if (info.pending().length > 0) {
            throw new DatabaseFault(
                    "the data is of an older version of Scrip (up to migration "
                            + info.current().getVersion()
                            + "): use the ./scrip of that version, or start this one once");
        }
        for (MigrationInfo one : info.applied()) {
            if (one.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DatabaseFault(
                        "the data is of a newer version of Scrip (migration "
                                + one.getVersion()
                                + "): use the ./scrip of that version");
            }
        }
    }

    /// Opens a database as `login`, after `administrator` has created the roles in it.
    static Database open(Login administrator, Login login, Runnable stopServer, boolean durable) {
        try {
            prepare(administrator, login, durable);
        } catch (SQLException failure) {
            throw new DatabaseFault(
                    "the database does not let us in ("
                            + firstLine(failure)
                            + "): check that it runs, and SCRIP_DATABASE_URL with its user and"
                            + " password",
                    failure);
        }
        Database database = new Database(login, stopServer, durable);
        try {
            migrate(database);
            return database;
        } catch (FlywayException failure) {
            database.closePools();
            throw new DatabaseFault(
                    "the database could not be migrated ("
                            + firstLine(failure)
                            + "): it is as it"
                            + " was before the migration that failed",
                    failure);
        }
    }

    /// Creates the login and the database in an embedded PostgreSQL, which starts with neither.
    static void create(EmbeddedPostgres postgres, String database) throws SQLException {
        try (Connection connection = postgres.superuser("postgres").connect();
                Statement statement = connection.createStatement()) {
            Login login = postgres.login(database);
            if (isMissing(statement, "select from pg_roles where rolname = 'scrip'")) {
                String password = statement.enquoteLiteral(String.valueOf(login.password()));
                statement.execute("create role scrip login noinherit password " + password);
            }
            String name = statement.enquoteLiteral(database);
            if (isMissing(statement, "select from pg_database where datname = " + name)) {
                statement.execute("create database " + statement.enquoteIdentifier(database, true));
            }
        }
    }

    private static Database openOwn(
            EmbeddedPostgres postgres, Runnable stopServer, boolean durable) {
        boolean opened = false;
        try {
            create(postgres, DATABASE);
            Login administrator = postgres.superuser(DATABASE);
            Database database = open(administrator, postgres.login(DATABASE), stopServer, durable);
            opened = true;
            return database;
        } catch (SQLException failure) {
            throw new DatabaseFault(
                    "the embedded PostgreSQL does not answer ("
                            + firstLine(failure)
                            + "): look into pg.log in the data folder",
                    failure);
        } finally {
            if (!opened) {
                stopServer.run();
            }
        }
    }

    private static void prepare(Login administrator, Login login, boolean durable)
            throws SQLException {
        try (Connection connection = administrator.connect()) {
            Durability.checkKind(connection);
            String user = login.user();
            DatabaseRoles.prepare(connection, user == null ? sessionUser(connection) : user);
        }
        if (durable) {
            try (Connection connection = login.connect(DatabaseRole.WRITER)) {
                Durability.check(connection);
            }
        }
    }

    private static void migrate(Database database) {
        flyway(database).migrate();
    }

    private static Flyway flyway(Database database) {
        return Flyway.configure()
                .dataSource(database.dataSource(DatabaseRole.OWNER))
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load();
    }

    private static String sessionUser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select session_user")) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return !row.next();
        }
    }

    private static String firstLine(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("").strip();
    }
}
