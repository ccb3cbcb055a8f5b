package scrip.server.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.chain.Checkpoints;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.LastDone;
import scrip.server.database.TestDatabase;
import scrip.server.ledger.LedgerWorld;
import scrip.server.role.TenantTest;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.Limits;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Typed;

/// A running server verifies itself, asked by programs and from a terminal.
class VerifyOverHttpTest {

    private static final String TOKEN = "test-token-of-the-verifying-server";
    private static final String PATH = "/v1/verification";

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static Server server;
    private static Caller vendor;
    private static Caller verifier;

    @BeforeAll
    static void start() throws Exception {
        test = TestDatabase.fresh();
        server = server(test.database());
        vendor = new Caller(root(), TOKEN, null);
        vendor.put(
                        "/v1/organizations/first-hospital",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"First\", \"zone\": \"UTC\"}")
                .is(200);
        verifier = key("verifier", "installation.verify");
    }

    @AfterAll
    static void end() {
        server.close();
        test.close();
    }

    private static Server server(Database database) throws Exception {
        return Server.start(
                new ServerOptions(
                                new DatabaseLocation.Scratch(),
                                "127.0.0.1",
                                0,
                                folder.resolve("admin-token"),
                                TOKEN)
                        .with(EmergencyUse.UNRECORDED),
                database,
                InstantSource.system(),
                Limits.standard());
    }

    private static String root() {
        return "http://127.0.0.1:" + server.port();
    }

    private static String secret(String name, String action) {
        return vendor.post(
                        "/v1/keys",
                        """
                        {"vendor": true, "name": "%s", "actions": ["%s"], "expires_at": "%s"}
                        """
                                .formatted(name, action, TenantTest.nextYear()))
                .is(201)
                .at("/secret");
    }

    private static Caller key(String name, String action) {
        return new Caller(root(), secret(name, action), null);
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Answer ended(Caller caller) {
        LedgerWorld.until(
                "the end of the verification",
                () -> !caller.get(PATH).is(200).at("/state").equals("RUNNING"));
        return caller.get(PATH).is(200);
    }

    /// Waits until a verification waits for the lock that somebody holds.
    private static void awaitHeldUp(TestDatabase where) {
        LedgerWorld.until("the verification to be held up", () -> heldUp(where) == 1);
    }

    private static long heldUp(TestDatabase where) {
        return where.number(
                """
                select count(*)
                from pg_stat_activity
                where datname = current_database()
                    and wait_event_type = 'Lock'
                    and query like '%freed_subjects%'
                """);
    }

    private static Typed typed(String... arguments) {
        return Typed.at(
                Map.of("SCRIP_DATA", folder.toString()),
                false,
                terminal ->
                        Manners.run(new VerifyCommand(terminal), terminal, "verify", arguments));
    }

    @Test
    void aGoodDatabaseIsCountedAndTheStartRecorded() {
        verifier.post(PATH, "{}").is(201).has("/state", "RUNNING").has("/begun_by", "verifier");
        Answer done =
                ended(verifier)
                        .has("/state", "DONE")
                        .has("/accounts", "1")
                        .has("/accounts_all", "1")
                        .has("/more_findings", "0");
        assertEquals(0, done.json().get("findings").size(), done.text());
        assertTrue(done.json().get("facts").asLong() > 0, done.text());
        assertTrue(done.json().get("audit_entries").asLong() > 0, done.text());
        assertEquals(done.at("/entries"), done.at("/head/entry"));
        Answer audit = vendor.get("/v1/audit?action=verification.post").is(200);
        audit.has("/items/0/actor/name", "verifier");
        LastDone.Done noted = new LastDone(folder).last(LastDone.Task.VERIFY).orElseThrow();
        assertEquals(0, noted.findings());
    }

    @Test
    void plantedDamageIsToldInTheWordsOfTheTerminal() throws Exception {
        superuser("update accounts set name = 'Other' where id = 'first-hospital'");
        try {
            verifier.post(PATH, "{}").is(201);
            Answer done = ended(verifier).has("/state", "DONE");
            assertEquals(1, done.json().get("findings").size(), done.text());
            assertEquals(
                    "realm 1, first-hospital (account 1): is named Other, its facts say First",
                    done.at("/findings/0"));
            Typed text = typed("--url", root());
            assertEquals(1, text.code(), text.err());
            assertTrue(text.out().startsWith(done.at("/findings/0") + "\n"), text.out());
            assertTrue(text.out().endsWith(": 1 findings\n"), text.out());
        } finally {
            superuser("update accounts set name = 'First' where id = 'first-hospital'");
        }
    }

    @Test
    void whoMayNotVerifyIsRefused() {
        Caller reader = key("reader", "staff.read");
        Caller owner =
                new Caller(
                        root(),
                        vendor.post(
                                        "/v1/organizations/first-hospital/keys",
                                        """
                                        {"name": "theirs", "actions": ["history.read"],
                                         "expires_at": "%s"}
                                        """
                                                .formatted(TenantTest.nextYear()))
                                .is(201)
                                .at("/secret"),
                        null);
        for (Caller caller : List.of(reader, owner)) {
            caller.post(PATH, "{}").is(403, "FORBIDDEN");
            caller.get(PATH).is(403, "FORBIDDEN");
            caller.delete(PATH).is(403, "FORBIDDEN");
        }
        Caller nobody = new Caller(root(), null, null);
        nobody.post(PATH, "{}").is(401, "UNAUTHENTICATED");
        nobody.get(PATH).is(401, "UNAUTHENTICATED");
    }

    /// Somebody holds a lock, so that it cannot go on; an end reaches it in its statement.
    @Test
    void oneRunsAtATimeAndCanBeEnded() throws Exception {
        try (Connection locking = test.superuser();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table freed_subjects in access exclusive mode");
            String id = verifier.post(PATH, "{}").is(201).at("/id");
            vendor.post(PATH, "{}").is(200).has("/id", id).has("/begun_by", "verifier");
            // It books meanwhile.
            vendor.put(
                            "/v1/organizations/first-hospital",
                            "{\"kind\": \"INSTITUTION\", \"name\": \"First\", \"zone\": \"UTC\"}")
                    .is(200);
            awaitHeldUp(test);
            verifier.delete(PATH).is(200).has("/id", id);
            ended(verifier).has("/state", "ABORTED").has("/id", id);
            locking.rollback();
        }
        verifier.delete(PATH).is(200).has("/state", "ABORTED");
        verifier.post(PATH, "{}").is(201);
        ended(verifier).has("/state", "DONE");
        Typed none = typed("--url", root(), "--abort");
        assertEquals("no verification runs there\n", none.out(), none.err());
    }

    @Test
    void aTerminalFollowsItWithAKeyOrThatOfTheDataFolder() throws Exception {
        Path file = folder.resolve("key");
        Files.writeString(file, secret("terminal", "installation.verify") + "\n");
        Typed text = typed("--url", root(), "--key", file.toString());
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().endsWith("nothing found\n"), text.out());
        Typed json = typed("--url", root() + "/", "--json");
        assertEquals(0, json.code(), json.err());
        assertEquals("DONE", json.json().get("state").asString());
        Files.writeString(file, secret("other", "staff.read"));
        Typed refused = typed("--url", root(), "--key", file.toString());
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("FORBIDDEN"), refused.err());
    }

    @Test
    void aHeadThatWasKeptIsCompared() throws Exception {
        Path file = folder.resolve("letter.txt");
        String head = new Checkpoints(test.database(), InstantSource.system()).make().text(null);
        Files.writeString(file, "Dear auditor,\n\n" + head + "\nYours\n");
        Typed text = typed("--url", root(), "--since", file.toString());
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().contains("was changed or removed"), text.out());
        String root = head.replaceFirst("(?s).*root: ([0-9a-f]{64}).*", "$1");
        Files.writeString(file, head.replace(root, "00".repeat(32)));
        Typed other = typed("--url", root(), "--since", file.toString());
        assertEquals(1, other.code(), other.err());
        assertTrue(other.out().contains("published head: "), other.out());
        verifier.post(PATH, "{\"since\": \"Scrip head 2\"}")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/since");
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        Path file = folder.resolve("some-key");
        Files.writeString(file, "scrip_live_x\n");
        for (List<String> wrong :
                List.of(
                        List.of("--abort"),
                        List.of("--key", file.toString()),
                        List.of("--url", root(), "--head"),
                        List.of("--url", root(), "--abort", "--since", "x"),
                        List.of("--url", "scrip.example", "--key", file.toString()),
                        List.of("--url", "https://scrip.example/v1", "--key", file.toString()),
                        List.of("--url", "https://scrip.example"),
                        List.of("--url", "http://scrip.example", "--key", file.toString()))) {
            Typed outcome = typed(wrong.toArray(String[]::new));
            assertEquals(2, outcome.code(), wrong + outcome.err());
            assertEquals("", outcome.out());
        }
    }

    /// The other may be asked to verify too.
    @Test
    void itEndsWhenAnotherServerWrites() throws Exception {
        try (TestDatabase other = TestDatabase.fresh();
                Connection locking = other.superuser();
                Connection taking = other.superuser();
                Statement lock = locking.createStatement();
                Statement take = taking.createStatement();
                Server first = server(other.database())) {
            Caller caller = new Caller("http://127.0.0.1:" + first.port(), TOKEN, null);
            locking.setAutoCommit(false);
            lock.execute("lock table freed_subjects in access exclusive mode");
            caller.post(PATH, "{}").is(201);
            awaitHeldUp(other);
            take.execute(
                    """
                    update lease
                    set owner = gen_random_uuid(), epoch = epoch + 1,
                        held_until = now() + interval '1 hour'
                    """);
            LedgerWorld.until(
                    "the loss of the lease",
                    () ->
                            caller.put(
                                            "/v1/organizations/first-hospital",
                                            "{\"kind\": \"INSTITUTION\", \"name\": \"First\", \"zone\": \"UTC\"}")
                                    .text()
                                    .contains("STANDBY"));
            locking.rollback();
            ended(caller)
                    .has("/state", "FAILED")
                    .has("/failure", "another server writes now: start it there");
        }
    }

    @Test
    void itEndsWithItsServer() throws Exception {
        try (TestDatabase other = TestDatabase.fresh();
                Connection locking = other.superuser();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            try (Server first = server(other.database())) {
                Caller caller = new Caller("http://127.0.0.1:" + first.port(), TOKEN, null);
                caller.get(PATH).is(200).has("/state", "NONE");
                statement.execute("lock table freed_subjects in access exclusive mode");
                caller.post(PATH, "{}").is(201);
                awaitHeldUp(other);
            }
            assertEquals(0, heldUp(other), "it would go on");
            locking.rollback();
            try (Database again = other.reopened();
                    Server second = server(again)) {
                new Caller("http://127.0.0.1:" + second.port(), TOKEN, null)
                        .get(PATH)
                        .is(200)
                        .has("/state", "NONE");
            }
        }
    }
}
