package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Path data = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        data = PostgresFolder.make();
    }

    @AfterEach
    void deleteFolder() throws IOException, InterruptedException {
        PostgresFolder.delete(data);
    }

    @Test
    void startsDurablyOnLoopbackAndKeepsItsDataAcrossAStop() throws Exception {
        Files.delete(data.resolve("bin"));
        long pid;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            pid = postgres.pid();
            try (Connection connection = postgres.superuser("postgres").connect()) {
                Durability.check(connection);
                Durability.checkKind(connection);
                assertEquals("127.0.0.1", ask(connection, "show listen_addresses"));
                assertEquals("", ask(connection, "show unix_socket_directories"));
                assertEquals("scram-sha-256", ask(connection, "show password_encryption"));
                assertEquals(
                        "b C.UTF-8",
                        ask(
                                connection,
                                """
                                select datlocprovider::text || ' ' || datlocale
                                from pg_database where datname = 'postgres'
                                """));
                run(connection, "create table kept (text text)");
            }
            if (RunAs.ownUid() == 0) {
                assertNotEquals(0, Files.getAttribute(Path.of("/proc/" + pid), "unix:uid"));
            }
        }
        assertFalse(Postmaster.isLive(pid));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Connection connection = postgres.superuser("postgres").connect()) {
            assertFalse(postgres.adopted());
            assertEquals("0", ask(connection, "select count(*) from kept"));
        }
    }

    @Test
    void acceptsOnlyThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            Login right = postgres.superuser("postgres");
            Login wrong = new Login(right.url(), right.user(), "wrong");
            SQLException refusal = assertThrows(SQLException.class, wrong::connect);
            assertEquals("28P01", refusal.getSQLState());
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("passwords"))));
        assertFalse(Files.exists(data.resolve("pg.password")));
    }

    @Test
    void adoptsAPostgresThatOutlivedItsKilledOwner() throws Exception {
        long pid = startElsewhereAndKill("durable");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertTrue(postgres.adopted());
            assertEquals(pid, postgres.pid());
            try (Connection connection = postgres.superuser("postgres").connect()) {
                assertEquals("1", ask(connection, "select count(*) from kept"));
            }
        }
        assertFalse(Postmaster.isLive(pid));
    }

    @Test
    void restartsAnAdoptedPostgresToo() throws Exception {
        long pid = startElsewhereAndKill("durable");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            int port = postgres.port();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            awaitAnotherThan(pid, postgres);
            assertEquals(port, postgres.port());
        }
    }

    @Test
    void stopsASurvivorThatIsNotDurableAndStartsADurableOne() throws Exception {
        long pid = startElsewhereAndKill("forgetful");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Connection connection = postgres.superuser("postgres").connect()) {
            assertFalse(postgres.adopted());
            assertNotEquals(pid, postgres.pid());
            Durability.check(connection);
        }
    }

    @Test
    void restartsAKilledPostgresOnTheSamePortWithAllCommits() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            int port = postgres.port();
            for (int round = 1; round <= 3; round++) {
                try (Connection connection = postgres.superuser("postgres").connect()) {
                    run(connection, "create table if not exists kept (round int)");
                    run(connection, "insert into kept values (" + round + ")");
                }
                long pid = postgres.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                awaitAnotherThan(pid, postgres);
                assertEquals(port, postgres.port());
                try (Connection connection = postgres.superuser("postgres").connect()) {
                    assertEquals("" + round, ask(connection, "select count(*) from kept"));
                }
            }
        }
    }

    @Test
    void refusesAFolderThatAnotherServerUses() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertFalse(postgres.adopted());
            assertFault("another server (process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void refusesAFolderOfAnotherMajorVersion() throws IOException {
        Files.createDirectory(data.resolve("pg"));
        Files.writeString(data.resolve("pg/PG_VERSION"), "17\n");
        assertFault("was made by PostgreSQL 17 and this program brings PostgreSQL 18");
    }

    @Test
    void reportsMissingPasswords() throws IOException {
        EmbeddedPostgres.start(data).close();
        Files.delete(data.resolve("passwords"));
        assertFault("passwords is missing");
    }

    @Test
    void startsDespiteAPidFileWhosePidBelongsToAnotherProgram() throws Exception {
        EmbeddedPostgres.start(data).close();
        String own = ProcessHandle.current().pid() + "\n" + data + "/pg\n1\n5432\n\n\n\nready\n";
        Files.writeString(data.resolve("pg/postmaster.pid"), own);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertFalse(postgres.adopted());
        }
    }

    @Test
    void resumesAnInterruptedInitialization() throws Exception {
        Files.createDirectory(data.resolve("pg.new"));
        Files.writeString(data.resolve("pg.new/half"), "made");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertFalse(postgres.adopted());
        }
    }

    @Test
    void runsAsRootInAFolderThatOnlyRootCanEnter() throws Exception {
        assumeTrue(RunAs.ownUid() == 0);
        Path inner = Files.createDirectory(data.resolve("inner"));
        PostgresFolder.shareProgramsIn(inner);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(inner);
                Connection connection = postgres.superuser("postgres").connect()) {
            assertEquals("on", ask(connection, "show fsync"));
        } catch (DatabaseFault fault) {
            // On a machine without user namespaces, the fault names the folder that blocks access.
            assertTrue(fault.getMessage().contains("may not enter " + data), fault.getMessage());
        }
        // Once others may enter, its files are handed over to the unprivileged user.
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        EmbeddedPostgres.start(inner).close();
        assertNotEquals(0, Files.getAttribute(inner.resolve("pg/PG_VERSION"), "unix:uid"));
    }

    @Test
    void reportsAReadOnlyFolder() throws Exception {
        mount("size=1m,ro");
        try {
            assertFault("is on a read-only file system");
        } finally {
            unmount();
        }
    }

    @Test
    void reportsADiskTooSmallToStart() throws Exception {
        mount("size=64m");
        try {
            assertFault("MB free: free some space");
        } finally {
            unmount();
        }
    }

    @Test
    void reportsAFullDiskAndStartsOnceThereIsRoom() throws Exception {
        mount("size=300m");
        try {
            EmbeddedPostgres.start(data).close();
            Path filler = data.resolve("filler");
            Files.write(filler, new byte[0]);
            try (var channel = Files.newOutputStream(filler)) {
                byte[] megabyte = new byte[1024 * 1024];
                assertThrows(
                        IOException.class,
                        () -> {
                            for (int i = 0; i < 400; i++) {
                                channel.write(megabyte);
                            }
                        });
            } catch (IOException _) {
                // Closing a file on a full disk may fail as well.
            }
            assertFault("is full: free some space");
            Files.delete(filler);
            EmbeddedPostgres.start(data).close();
        } finally {
            unmount();
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenTheDiskFillsUpUnderLoad() throws Exception {
        mount("size=400m");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            try (Connection connection = postgres.superuser("postgres").connect()) {
                run(connection, "create table kept (number int, ballast text)");
                run(connection, "alter table kept alter ballast set storage external");
            }
            int acknowledged = insertUntilRefused(postgres);
            assertTrue(acknowledged > 0);
            try (Connection connection = connectPatiently(postgres)) {
                int found = Integer.parseInt(ask(connection, "select count(*) from kept"));
                assertTrue(found >= acknowledged, found + " of " + acknowledged + " were kept");
                run(connection, "truncate kept");
                run(connection, "insert into kept values (1, 'room again')");
            }
        } finally {
            unmount();
        }
    }

    /// Deletes what fills the disk on the first refusal, as an operator would.
    private int insertUntilRefused(EmbeddedPostgres postgres) throws Exception {
        Path filler = data.resolve("filler");
        Files.write(filler, new byte[100 * 1024 * 1024]);
        int acknowledged = 0;
        try (Connection connection = postgres.superuser("postgres").connect()) {
            while (acknowledged < 400) {
                run(connection, "insert into kept select 1, repeat('x', 1000000)");
                acknowledged++;
            }
            throw new IllegalStateException("the disk is larger than it should be");
        } catch (SQLException _) {
            Files.delete(filler);
            return acknowledged;
        }
    }

    private static Connection connectPatiently(EmbeddedPostgres postgres) throws SQLException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return postgres.superuser("postgres").connect();
            } catch (SQLException failure) {
                if (System.nanoTime() > until) {
                    throw failure;
                }
            }
        }
    }

    /// Starts PostgreSQL from another JVM, kills that with signal 9, and returns the postmaster.
    private long startElsewhereAndKill(String mode) throws Exception {
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Owner.class.getName(),
                                data.toString(),
                                mode)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output = owner.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            owner.destroyForcibly();
            assertTrue(owner.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
            return pid;
        }
    }

    /// The process that is killed.
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws Exception {
            Path data = Path.of(args[0]);
            Path programs = Files.createDirectories(data.resolve("bin"));
            EmbeddedPostgres postgres =
                    args[1].equals("durable")
                            ? EmbeddedPostgres.start(data)
                            : EmbeddedPostgres.startForgetful(data, programs);
            try (Connection connection = postgres.superuser("postgres").connect()) {
                run(connection, "create table kept as select 1 as one");
            }
            System.out.println(postgres.pid());
            Thread.currentThread().join();
        }
    }

    private static void awaitAnotherThan(long pid, EmbeddedPostgres postgres) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (postgres.pid() == pid) {
            assertTrue(System.nanoTime() < until, "PostgreSQL was not started again");
            Thread.onSpinWait();
        }
    }

    private void assertFault(String part) {
        DatabaseFault fault =
                assertThrows(DatabaseFault.class, () -> EmbeddedPostgres.start(data).close());
        assertTrue(fault.getMessage().contains(part), fault.getMessage());
        assertEquals(1, fault.getMessage().lines().count());
    }

    private void mount(String options) throws Exception {
        assumeTrue(RunAs.ownUid() == 0, "only root can mount");
        assumeTrue(
                execute("mount", "-t", "tmpfs", "-o", options + ",mode=711", "tmpfs", "" + data)
                        == 0,
                "mounting is forbidden here");
    }

    private void unmount() throws Exception {
        assertEquals(0, execute("umount", "" + data));
    }

    private static int execute(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
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
