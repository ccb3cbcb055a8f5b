package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Command;
import scrip.core.pack.PoolKey;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.DatabaseRole;
import scrip.server.database.PostgresFolder;

/// Standbys of the database: what has not reached one is told to nobody, and a server that nobody
/// answers from is left as soon as another has the database.
@Timeout(120)
class FailoverTest {

    /// How connections that wait for a standby say what they are doing.
    private static final String WAITING =
            """
            select pid
            from pg_stat_activity
            where wait_event = 'SyncRep'
                and query ilike '%s'
            """;

    /// As many connections as the pool has.
    private static final int TOGETHER = 8;

    private static final int ROUNDS = 10;

    private Path data;
    private Database database;

    /// Each test begins with [#serve].
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @SuppressWarnings("NullAway.Init")
    private Realm realm;

    @BeforeEach
    void begin() throws IOException {
        data = PostgresFolder.make();
        database = Database.open(new DatabaseLocation.Embedded(data));
    }

    @AfterEach
    void end() throws Exception {
        ledger.close();
        database.close();
        PostgresFolder.delete(data);
    }

    private void serve(Ledger started) {
        ledger = LedgerWorld.serving(started);
        realm = ledger.realms().createSandbox("standby", LedgerWorld.START);
        accepted(submitted(LedgerWorld.institution("First"), "opened"));
        accepted(submitted(LedgerWorld.pack(1_000), "granted"));
    }

    private CompletableFuture<Outcome> submitted(Command<?> command, String key) {
        return ledger.submit(realm, LedgerWorld.org("first"), command, key, "tester", "request");
    }

    private static void accepted(CompletableFuture<Outcome> submitted) {
        assertInstanceOf(Outcome.Accepted.class, LedgerWorld.await(submitted));
    }

    private String superuser(String... statements) {
        try {
            return PostgresFolder.superuser(data, statements);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /// From now on commits wait for a standby that is not there, or no longer do.
    private void standby(String name) {
        superuser(
                "alter system set synchronous_standby_names = '" + name + "'",
                "select pg_reload_conf()");
        LedgerWorld.until(
                "the setting", () -> superuser("show synchronous_standby_names").equals(name));
    }

    private boolean isWaiting(String query) {
        return !superuser(WAITING.formatted(query)).isEmpty();
    }

    private void cancel(String query) {
        superuser("select pg_cancel_backend(pid) from (" + WAITING.formatted(query) + ") w");
    }

    @Test
    void aUseWhoseWaitForTheStandbyWasCancelledIsNotAcknowledgedBeforeItIsThere() {
        serve(LedgerWorld.another(database, Tuning.unhurried()));
        // A renewal that waits for the standby too would keep the lease from being taken.
        ledger.stopRenewing();
        standby("nobody");
        CompletableFuture<Outcome> use = submitted(LedgerWorld.use("first", 1), "u1");
        LedgerWorld.until("the batch to wait", () -> isWaiting("%write_batch%"));
        cancel("%write_batch%");
        LedgerWorld.until(
                "the lease to be taken again", () -> use.isDone() || isWaiting("commit%"));
        assertFalse(use.isDone(), () -> "answered " + use.join() + " on one server alone");
        standby("");
        accepted(use);
        assertEquals("1", superuser("select count(*) from uses"));
        assertEquals(999, available(), "what is answered is seen");
        accepted(submitted(LedgerWorld.use("first", 1), "u2"));
        assertEquals(998, available());
    }

    private long available() {
        return ledger.read(realm, LedgerWorld.org("first"))
                .account()
                .pool(PoolKey.withoutTerm(ItemId.of(LedgerWorld.AI)))
                .available();
    }

    /// Otherwise this server would answer reads while another, at a standby that took over, writes.
    @Test
    void aRenewalWhoseWaitForTheStandbyWasCancelledDoesNotCount() {
        serve(LedgerWorld.another(database, LedgerWorld.SETTINGS));
        standby("nobody");
        LedgerWorld.until(
                "the lease to run out",
                () -> {
                    cancel("%update lease%held_until%");
                    return !ledger.isServing();
                });
        standby("");
    }

    @Test
    void whatIsCommittedBesideTheLedgerIsNotAcknowledgedEither() {
        serve(LedgerWorld.another(database, LedgerWorld.SETTINGS));
        ledger.close();
        makeCounter();
        // Whoever wants less told must not hide what decides.
        superuser("alter database scrip set client_min_messages = 'error'");
        database.forsake();
        standby("nobody");
        CompletableFuture<Integer> one = counted(database);
        LedgerWorld.until("the commit to wait", () -> isWaiting("commit%"));
        cancel("commit%");
        refused(one);
        standby("");
    }

    @Test
    void aWriterThatDoesNotWaitForTheStandbysIsRefused() throws SQLException {
        serve(LedgerWorld.another(database, LedgerWorld.SETTINGS));
        ledger.close();
        superuser("alter database scrip set synchronous_commit = 'local'");
        database.connect(DatabaseRole.WRITER).close();
        standby("nobody");
        DatabaseFault fault =
                assertThrows(DatabaseFault.class, () -> database.connect(DatabaseRole.WRITER));
        assertTrue(fault.getMessage().contains("synchronous_commit to on"), fault.getMessage());
        standby("");
    }

    /// PostgreSQL warns with each new transaction id when these run out, for weeks: that stops
    /// nothing, and neither do warnings of triggers that somebody adds.
    @Test
    void anotherWarningStopsNothing() {
        serve(LedgerWorld.another(database, LedgerWorld.SETTINGS));
        superuser(
                """
                create function warns() returns trigger language plpgsql as $$
                begin
                    raise warning 'canceling wait for synchronous replication';
                    return new;
                end $$
                """,
                "create trigger warns before insert on log for each row execute function warns()");
        accepted(submitted(LedgerWorld.use("first", 1), "u1"));
        assertEquals(999, available());
    }

    /// The process that commits waits for a standby whatever becomes of the connection to it. If
    /// the pool opened one more for each that it loses, there were soon none for anybody.
    @Test
    void commitsThatAreGivenUpDoNotTakeUpAllConnections() throws IOException {
        serve(LedgerWorld.another(database, LedgerWorld.SETTINGS));
        ledger.close();
        makeCounter();
        standby("nobody");
        try (Wire wire = new Wire((int) PostgresFolder.running(data)[1]);
                Database behind = PostgresFolder.through(data, wire.port())) {
            List<CompletableFuture<Integer>> commits = List.of();
            for (int round = 0; round < ROUNDS && !areDone(commits); round++) {
                int before = waiting();
                commits = Stream.generate(() -> counted(behind)).limit(TOGETHER).toList();
                awaitWaitingOrRefused(commits, before);
                if (!areDone(commits)) {
                    wire.cut(true);
                    commits.forEach(FailoverTest::refused);
                    wire.cut(false);
                }
            }
            assertTrue(areDone(commits), () -> waiting() + " commits wait");
            commits.forEach(FailoverTest::refused);
            assertTrue(waiting() < 3 * TOGETHER, () -> waiting() + " commits wait");
            standby("");
            LedgerWorld.until("what waited to be committed", () -> waiting() == 0);
            LedgerWorld.until(
                    "changes to be taken again",
                    () -> counted(behind).handle((_, failure) -> failure == null).join());
        }
    }

    private void awaitWaitingOrRefused(List<CompletableFuture<Integer>> commits, int before) {
        LedgerWorld.until(
                "the commits to wait or to be refused",
                () ->
                        waiting() - before + commits.stream().filter(Future::isDone).count()
                                >= TOGETHER);
    }

    private static boolean areDone(List<CompletableFuture<Integer>> commits) {
        return !commits.isEmpty() && commits.stream().allMatch(Future::isDone);
    }

    private static void refused(CompletableFuture<Integer> commit) {
        assertInstanceOf(
                DataAccessResourceFailureException.class,
                assertThrows(CompletionException.class, commit::join).getCause());
    }

    private void makeCounter() {
        superuser("create table counter (value int)", "grant insert on counter to scrip_writer");
    }

    private static CompletableFuture<Integer> counted(Database there) {
        return CompletableFuture.supplyAsync(
                () -> there.transact(sql -> sql.sql("insert into counter values (1)").update()),
                Thread::startVirtualThread);
    }

    private int waiting() {
        return Integer.parseInt(
                superuser("select count(*) from (" + WAITING.formatted("%") + ") w"));
    }

    @Test
    void aStopEndsThoughNoStandbyIsLeft() {
        serve(LedgerWorld.another(database, Tuning.unhurried()));
        ledger.stopRenewing();
        standby("nobody");
        CompletableFuture<Outcome> use = submitted(LedgerWorld.use("first", 1), "u1");
        LedgerWorld.until("the batch to wait", () -> isWaiting("%write_batch%"));
        ledger.close();
        assertInstanceOf(Outcome.Unavailable.class, LedgerWorld.await(use));
        standby("");
        ledger = LedgerWorld.serving(LedgerWorld.another(database, LedgerWorld.SETTINGS));
        accepted(submitted(LedgerWorld.use("first", 1), "u1"));
        assertEquals("1", superuser("select count(*) from uses"));
    }

    /// As when the power of the primary's machine fails: its connections are silent, and new ones
    /// lead to the standby that has taken its place. Nobody here waits for silence to be over.
    @Test
    void aServerOfTheDatabaseThatWasReplacedIsLeftAtOnce() throws IOException, SQLException {
        long[] primary = PostgresFolder.running(data);
        try (Wire wire = new Wire((int) primary[1]);
                Database behind = PostgresFolder.through(data, wire.port());
                Connection other = behind.connect(DatabaseRole.AUDITOR)) {
            serve(LedgerWorld.another(behind, Tuning.patience(Duration.ofHours(1))));
            wire.silence();
            CompletableFuture<Outcome> use = submitted(LedgerWorld.use("first", 1), "u1");
            assertTrue(ProcessHandle.of(primary[0]).orElseThrow().destroyForcibly());
            LedgerWorld.await(use);
            LedgerWorld.serving(ledger);
            accepted(submitted(LedgerWorld.use("first", 1), "u1"));
            assertEquals("1", superuser("select count(*) from uses"));
            assertTrue(other.isClosed(), "who reads beside the pools would wait for ever");
            ledger.close();
        }
    }
}
