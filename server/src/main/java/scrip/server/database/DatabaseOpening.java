package scrip.server.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.BiFunction;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import scrip.server.setting.Launcher;

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
                        EmbeddedPostgres postgres =
                                EmbeddedPostgres.start(embedded.dataFolder(), embedded.sizes());
                        steps.done("PostgreSQL");
                        yield openOwn(postgres, postgres::close, true);
                    }
                    case DatabaseLocation.Scratch _ -> {
                        ScratchPostgres scratch = ScratchPostgres.start();
                        steps.done("PostgreSQL");
                        yield openOwn(scratch.postgres(), scratch::close, false);
                    }
                    case DatabaseLocation.External external -> {
                        Login login = login(external);
                        yield open(login, login, () -> {}, true);
                    }
                };
        steps.done("schema");
        return database;
    }

    /// Opens a database for a command that may run beside a server: if a server is running, the
    /// database is neither prepared nor stopped.
    static Database visit(DatabaseLocation place) {
        if (place instanceof DatabaseLocation.Embedded(Path folder, _)) {
            Optional<Login> running = EmbeddedPostgres.running(folder, DATABASE);
            if (running.isPresent()) {
                return new Database(running.get(), () -> {}, true);
            }
        }
        return open(place, new StartSteps());
    }

    /// Opens a database to read it as it is, beside a server or without one: nothing in it is
    /// prepared or migrated.
    static Database asItIs(DatabaseLocation place) {
        return switch (place) {
            case DatabaseLocation.Embedded(Path folder, ClusterSizes sizes) -> {
                Optional<Login> running = EmbeddedPostgres.running(folder, DATABASE);
                if (running.isPresent()) {
                    yield new Database(running.get(), () -> {}, true);
                }
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, sizes);
                yield new Database(postgres.login(DATABASE), postgres::close, true);
            }
            case DatabaseLocation.External external ->
                    new Database(login(external), () -> {}, true);
            case DatabaseLocation.Scratch _ -> open(place, new StartSteps());
        };
    }

    /// Opens a database that has nothing in it, to fill it: it has the roles then, and no tables.
    static Database openVacant(DatabaseLocation place) {
        return switch (place) {
            case DatabaseLocation.Embedded(Path folder, ClusterSizes sizes) -> {
                DataFolder.checkVacant(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, sizes);
                String where = "the database in " + folder;
                yield openOwn(
                        postgres,
                        postgres::close,
                        (administrator, login) ->
                                openVacant(administrator, login, postgres::close, true, where));
            }
            case DatabaseLocation.External external -> {
                Login login = login(external);
                String where = "the database of SCRIP_DATABASE_URL";
                yield openVacant(login, login, () -> {}, true, where);
            }
            case DatabaseLocation.Scratch _ ->
                    throw new IllegalArgumentException("what is restored is to be kept");
        };
    }

    static Database openVacant(
            Login administrator, Login login, Runnable stopServer, boolean durable, String where) {
        prepare(
                administrator,
                login,
                durable,
                connection -> UnfinishedRestore.checkVacant(connection, login, where));
        return new Database(login, stopServer, durable);
    }

    /// Opens a database as it is, for a command that only looks: nothing in it is created or
    /// migrated, and the PostgreSQL of a running server is left as it is.
    static Database look(DatabaseLocation place) {
        Database database = asItIs(place);
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
            info = flyway(database).load().info();
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
                            + "): use the "
                            + Launcher.name()
                            + " of that version, or start this one once");
        }
        refuseNewer(info);
    }

    /// Flyway takes a schema of a later release without a word. This release does not know what
    /// that one keeps where.
    private static void refuseNewer(MigrationInfoService info) {
        for (MigrationInfo one : info.applied()) {
            if (one.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DatabaseFault(
                        "the data is of a newer version of Scrip (migration "
                                + one.getVersion()
                                + ", "
                                + one.getDescription()
                                + "): use the "
                                + Launcher.name()
                                + " of that version");
            }
        }
    }

    /// Opens a database as `login`, after `administrator` has created the roles in it.
    static Database open(Login administrator, Login login, Runnable stopServer, boolean durable) {
        prepare(administrator, login, durable, UnfinishedRestore::refuse);
        Database database = new Database(login, stopServer, durable);
        try {
            migrate(database, null);
            return database;
        } catch (DatabaseFault failure) {
            database.closePools();
            throw failure;
        }
    }

    /// Migrates to a version, or to the newest.
    static void migrate(Database database, @Nullable String version) {
        try {
            FluentConfiguration flyway = flyway(database);
            if (version != null) {
                flyway.target(version);
            }
            Flyway loaded = flyway.load();
            refuseNewer(loaded.info());
            loaded.migrate();
        } catch (FlywayException failure) {
            throw new DatabaseFault(
                    "the database could not be migrated ("
                            + firstLine(failure)
                            + "): it is as it"
                            + " was before the migration that failed",
                    failure);
        }
    }

    private static FluentConfiguration flyway(Database database) {
        return Flyway.configure()
                .dataSource(database.dataSource(DatabaseRole.OWNER))
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                // Connections of a pool have time limits; a migration of much data takes its time.
                .initSql("set statement_timeout = 0")
                .validateMigrationNaming(true);
    }

    private static Login login(DatabaseLocation.External external) {
        return new Login(external.url(), external.user(), external.password());
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
        return openOwn(
                postgres,
                stopServer,
                (administrator, login) -> open(administrator, login, stopServer, durable));
    }

    private static Database openOwn(
            EmbeddedPostgres postgres,
            Runnable stopServer,
            BiFunction<Login, Login, Database> opening) {
        boolean opened = false;
        try {
            create(postgres, DATABASE);
            Login administrator = postgres.superuser(DATABASE);
            Database database = opening.apply(administrator, postgres.login(DATABASE));
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

    /// What must hold of a database before anything in it is changed.
    private interface Condition {
        void check(Connection connection) throws SQLException;
    }

    private static void prepare(
            Login administrator, Login login, boolean durable, Condition condition) {
        try {
            try (Connection connection = administrator.connect()) {
                Durability.checkKind(connection);
                condition.check(connection);
                String user = login.user();
                DatabaseRoles.prepare(connection, user == null ? sessionUser(connection) : user);
            }
            if (durable) {
                try (Connection connection = login.connect(DatabaseRole.WRITER)) {
                    Durability.check(connection);
                }
            }
        } catch (SQLException failure) {
            throw new DatabaseFault(
                    "the database does not let us in ("
                            + firstLine(failure)
                            + "): check that it runs, and SCRIP_DATABASE_URL with its user and"
                            + " password",
                    failure);
        }
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
