package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTest {
    @Test
    void eachConnectionActsAsItsRoleAndCannotChangeIt() throws Exception {
        try (TestDatabase test = TestDatabase.fresh()) {
            for (DatabaseRole role : DatabaseRole.values()) {
                try (Connection pooled = test.database().dataSource(role).getConnection();
                        Connection own = test.database().connect(role)) {
                    for (Connection connection : List.of(pooled, own)) {
                        assertEquals(role.sqlName(), ask(connection, "select current_user"));
                        run(connection, "reset role");
                        assertEquals(role.sqlName(), ask(connection, "select current_user"));
                        assertEquals("scrip", ask(connection, "select session_user"));
                    }
                }
            }
        }
    }

    /// As when the machine of one hangs: its kernel still takes connections.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServerThatTakesConnectionsAndIsSilentIsPassedOver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestDatabase test = TestDatabase.fresh();
                Database database = test.after(silent.getLocalPort());
                Connection connection = database.connect(DatabaseRole.WRITER)) {
            assertEquals("scrip_writer", ask(connection, "select current_user"));
            assertEquals(0, connection.getNetworkTimeout(), "what takes long is waited for");
            try (Connection pooled = database.dataSource(DatabaseRole.READER).getConnection()) {
                assertEquals("scrip_reader", ask(pooled, "select current_user"));
                assertEquals(60_000, pooled.getNetworkTimeout());
            }
        }
    }

    @Test
    void onlyTheOwnerCreatesTables() throws Exception {
        try (TestDatabase test = TestDatabase.fresh()) {
            for (DatabaseRole role : DatabaseRole.values()) {
                try (Connection connection = test.database().connect(role)) {
                    if (role == DatabaseRole.OWNER) {
                        run(connection, "create table made (id int)");
                    } else {
                        SQLException refusal =
                                assertThrows(
                                        SQLException.class,
                                        () -> run(connection, "create table refused (id int)"));
                        assertEquals("42501", refusal.getSQLState());
                    }
                }
            }
        }
    }

    @Test
    void theLoginItselfHasNoPermissions() throws Exception {
        try (TestDatabase test = TestDatabase.fresh();
                Connection owner = test.database().connect(DatabaseRole.OWNER);
                Connection bare = test.login().connect()) {
            run(owner, "create table secrets (id int)");
            SQLException refusal =
                    assertThrows(SQLException.class, () -> ask(bare, "select id from secrets"));
            assertEquals("42501", refusal.getSQLState());
        }
    }

    @Test
    void aTransactionThatThrowsLeavesNothingBehind() throws Exception {
        try (TestDatabase test = withCounter()) {
            Database database = test.database();
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            database.transact(sql -> {
                                sql.sql("update counter set value = 7").update();
                                throw new IllegalStateException("on purpose");
                            }));
            assertEquals(0, value(database));
        }
    }

    @Test
    void serializationFailuresAreRetriedUntilAllSucceed() throws Exception {
        int callers = 4;
        int rounds = 25;
        AtomicInteger attempts = new AtomicInteger();
        try (TestDatabase test = withCounter();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Database database = test.database();
            CyclicBarrier together = new CyclicBarrier(2);
            // The first two conflict for certain: both have read before either writes.
            Runnable meeting =
                    () -> {
                        AtomicInteger own = new AtomicInteger();
                        database.transact(sql -> {
                            attempts.incrementAndGet();
                            long value = read(sql);
                            if (own.incrementAndGet() == 1) {
                                meet(together);
                            }
                            return write(sql, value + 1);
                        });
                    };
            List<Future<?>> futures = new ArrayList<>();
            futures.add(executor.submit(meeting));
            futures.add(executor.submit(meeting));
            for (Future<?> future : futures) {
                future.get();
            }
            assertTrue(attempts.get() > 2, "two transactions met and neither was retried");
            futures.clear();
            for (int caller = 0; caller < callers; caller++) {
                futures.add(
                        executor.submit(() -> {
                            for (int round = 0; round < rounds; round++) {
                                database.transact(sql -> write(sql, read(sql) + 1));
                            }
                        }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            assertEquals(2 + callers * rounds, value(database));
        }
    }

    @Test
    void aReadSetsItsOrganizationsForItsTransactionOnly() {
        long one = 1;
        long two = 2;
        String setting = "select current_setting('scrip.organizations', true)";
        try (TestDatabase test = TestDatabase.fresh()) {
            Database database = test.database();
            assertEquals(
                    "{" + one + "," + two + "}",
                    database.read(
                            List.of(one, two),
                            sql -> sql.sql(setting).query(String.class).single()));
            assertEquals(
                    "{}",
                    database.read(List.of(), sql -> sql.sql(setting).query(String.class).single()));
            assertThrows(
                    RuntimeException.class,
                    () ->
                            database.read(
                                    List.of(), sql -> sql.sql("create temp table t ()").update()));
        }
    }

    @Test
    void refusesADatabaseThatMayLoseCommits() {
        try (TestDatabase test = TestDatabase.fresh()) {
            Login login = test.login();
            DatabaseFault fault =
                    assertThrows(
                            DatabaseFault.class,
                            () ->
                                    Database.open(
                                            new DatabaseLocation.External(
                                                    login.url(), login.user(), login.password())));
            assertTrue(
                    fault.getMessage()
                            .contains("fsync and synchronous_commit and full_page_writes off"),
                    fault.getMessage());
        }
    }

    @Test
    void writesNothingOnceADatabaseMayLoseCommits() {
        try (TestDatabase test = TestDatabase.fresh()) {
            Database demanding = new Database(test.login(), () -> {}, true);
            assertThrows(DatabaseFault.class, () -> demanding.connect(DatabaseRole.WRITER));
            demanding.closePools();
        }
    }

    @Test
    void reportsALoginThatMayNotCreateTheRoles() {
        TestDatabase.superuser("create role visitor login password 'visitor'");
        try (TestDatabase test = TestDatabase.fresh()) {
            DatabaseFault fault =
                    assertThrows(
                            DatabaseFault.class,
                            () ->
                                    Database.open(
                                            new DatabaseLocation.External(
                                                    test.login().url(), "visitor", "visitor")));
            assertTrue(
                    fault.getMessage().contains("may not create Scrip's roles"),
                    fault.getMessage());
        } finally {
            TestDatabase.superuser("drop role visitor");
        }
    }

    @Test
    void reportsAWrongPasswordOrAnUnreachableDatabase() {
        try (TestDatabase test = TestDatabase.fresh()) {
            for (DatabaseLocation place :
                    List.of(
                            new DatabaseLocation.External(test.login().url(), "scrip", "wrong"),
                            new DatabaseLocation.External(
                                    "jdbc:postgresql://127.0.0.1:1/x", "a", "b"))) {
                DatabaseFault fault = assertThrows(DatabaseFault.class, () -> Database.open(place));
                assertTrue(fault.getMessage().contains("does not let us in"), fault.getMessage());
                assertEquals(1, fault.getMessage().lines().count());
            }
        }
    }

    @Test
    void theLocationIsReadFromTheEnvironment() {
        assertEquals(new DatabaseLocation.Embedded(Path.of("data")), DatabaseLocation.of(Map.of()));
        assertEquals(
                new DatabaseLocation.External("jdbc:postgresql://h/d", "u", "p"),
                DatabaseLocation.of(
                        Map.of(
                                "SCRIP_DATABASE_URL", "jdbc:postgresql://h/d",
                                "SCRIP_DATABASE_USER", "u",
                                "SCRIP_DATABASE_PASSWORD", "p")));
        assertThrows(
                DatabaseFault.class,
                () -> DatabaseLocation.of(Map.of("SCRIP_DATABASE_URL", "mysql://h")));
    }

    @Test
    void anAddressOfSeveralServersNamesThePrimary() {
        String servers = "jdbc:postgresql://10.0.0.1,10.0.0.2:5433/scrip";
        for (String without :
                List.of(servers, servers + "?sslmode=require", servers + "?targetServerType=any")) {
            DatabaseFault fault =
                    assertThrows(
                            DatabaseFault.class,
                            () -> DatabaseLocation.of(Map.of("SCRIP_DATABASE_URL", without)));
            assertTrue(fault.getMessage().contains("targetServerType=primary"), fault.getMessage());
        }
        for (String with :
                List.of(
                        servers + "?targetServerType=primary",
                        servers + "?sslmode=require&targetServerType=primary&connectTimeout=2",
                        "jdbc:postgresql://10.0.0.1/scrip?applications=a,b")) {
            assertEquals(
                    new DatabaseLocation.External(with, null, null),
                    DatabaseLocation.of(Map.of("SCRIP_DATABASE_URL", with)));
        }
    }

    @Test
    void anOldPostgresIsRefusedByItsVersion() {
        DatabaseFault fault =
                assertThrows(DatabaseFault.class, () -> Durability.checkVersion(140_019));
        assertTrue(
                fault.getMessage().contains("is PostgreSQL 14 and Scrip needs 15 or later"),
                fault.getMessage());
        Durability.checkVersion(150_000);
    }

    @Test
    void aDatabaseThatMustBeThereIsNotCreated(@TempDir Path folder) throws IOException {
        for (Path none : List.of(folder, folder.resolve("mistyped"))) {
            DatabaseFault fault =
                    assertThrows(
                            DatabaseFault.class,
                            () -> DatabaseLocation.existing(Map.of("SCRIP_DATA", none.toString())));
            assertTrue(fault.getMessage().contains("there is no data in " + none));
        }
        Files.createDirectories(folder.resolve("pg"));
        assertEquals(
                new DatabaseLocation.Embedded(folder),
                DatabaseLocation.existing(Map.of("SCRIP_DATA", folder.toString())));
        Map<String, String> external = Map.of("SCRIP_DATABASE_URL", "jdbc:postgresql://h/d");
        assertEquals(DatabaseLocation.of(external), DatabaseLocation.existing(external));
    }

    @Test
    void callersGetUnavailableWhileTheDatabaseIsAwayAndAreThenServedAgain() throws Exception {
        try (Database database = Database.open(new DatabaseLocation.Scratch())) {
            database.readAll(sql -> sql.sql("select 1").query(Integer.class).single());
            ProcessHandle postmaster =
                    ProcessHandle.of(
                                    database.readAll(sql ->
                                            sql.sql("select pg_backend_pid()")
                                                    .query(Long.class)
                                                    .single()))
                            .flatMap(ProcessHandle::parent)
                            .orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
            int answer = 0;
            while (answer == 0) {
                try {
                    answer =
                            database.transact(
                                    sql -> sql.sql("select 1").query(Integer.class).single());
                } catch (DataAccessResourceFailureException _) {
                    Thread.onSpinWait();
                }
            }
            assertEquals(1, answer);
        }
    }

    private static TestDatabase withCounter() throws SQLException {
        TestDatabase test = TestDatabase.fresh();
        try (Connection owner = test.database().connect(DatabaseRole.OWNER)) {
            run(owner, "create table counter (value bigint not null)");
            run(owner, "insert into counter values (0)");
            run(owner, "grant select, update on counter to scrip_writer");
            run(owner, "grant select on counter to scrip_auditor");
        }
        return test;
    }

    private static long read(JdbcClient sql) {
        return sql.sql("select value from counter").query(Long.class).single();
    }

    private static int write(JdbcClient sql, long value) {
        return sql.sql("update counter set value = :value").param("value", value).update();
    }

    private static long value(Database database) {
        return database.readAll(DatabaseTest::read);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
