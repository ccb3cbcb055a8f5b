package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.Limits;
import tools.jackson.databind.JsonNode;

/// What is answered beyond a limit: of the units of work of a key, on a server that restores them
/// within a day; of the queue; and by a standby.
class LimitsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir private static Path folder;
    private static TestDatabase test;
    private static Server server;
    private static Server standby;
    private static Caller vendor;

    @BeforeAll
    static void start() throws Exception {
        test = TestDatabase.fresh();
        server = start(test.database());
        standby = start(test.through(test.port()));
        vendor = caller(server, TestServer.TOKEN);
        vendor.put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}").is(200);
        vendor.post(
                        "/v1/organizations/a/grants",
                        """
                        {"resource": "aimis/cloud-inspection", "quantity": 1000000,
                         "storage_years": 5}
                        """)
                .is(201);
    }

    private static Server start(Database database) throws Exception {
        Limits.Rate few = new Limits.Rate(100, DAY);
        return Server.start(
                new ServerOptions(
                        new DatabaseLocation.Scratch(),
                        "127.0.0.1",
                        0,
                        folder.resolve("token"),
                        TestServer.TOKEN),
                database,
                InstantSource.system(),
                new Limits(DAY, few, few, few, few));
    }

    @AfterAll
    static void stop() {
        standby.close();
        server.close();
        test.close();
    }

    private static Caller caller(Server at, String token) {
        return new Caller("http://127.0.0.1:" + at.port(), token, null);
    }

    private static Answer made(String more) {
        return vendor.post(
                        "/v1/organizations/a/keys",
                        """
                        {"name": "k", "actions": ["uses.write", "access.read", "stock.read"],
                         "expires_at": "%s"%s}
                        """
                                .formatted(Instant.now().plus(Duration.ofDays(100)), more))
                .is(201);
    }

    private static Caller key(int units) {
        return caller(server, made(", \"units_per_second\": " + units).at("/secret"));
    }

    private static String use() {
        return "{\"organization\": \"a\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 1,"
                + " \"storage_years\": 5, \"key\": \"u-"
                + KEYS.incrementAndGet()
                + "\"}";
    }

    private static Answer uses(Caller caller, int count) {
        return uses(caller, String.join(", ", Collections.nCopies(count, use())));
    }

    private static Answer uses(Caller caller, String elements) {
        return caller.send("POST", "/v1/uses/batch", "{\"uses\": [" + elements + "]}", Map.of());
    }

    private static Answer one(Caller caller) {
        return caller.send("POST", "/v1/uses", use(), Map.of());
    }

    private static void slowed(Answer answer, long seconds) {
        answer.is(429, "TOO_MANY_REQUESTS");
        long told = Long.parseLong(answer.header("Retry-After"));
        // Some seconds have passed since the units were used up.
        assertTrue(told > seconds - 60 && told <= seconds + 1, told + " instead of " + seconds);
    }

    @Test
    void eachElementCostsAUnit() {
        Caller key = key(1_000);
        uses(key, 600).is(200);
        uses(key, 399).is(200);
        one(key).is(201);
        slowed(one(key), DAY.toSeconds() / 1_000);
        // Not read, so it could be any.
        slowed(uses(key, 500), DAY.toSeconds());
    }

    @Test
    void whatAKeyHasNoUnitsForBooksNothing() {
        Caller key = key(100);
        uses(key, 60).is(200);
        String elements = use();
        // 40 are left, and two of them are the price of reading it.
        Answer refused = uses(key, String.join(", ", Collections.nCopies(60, elements)));
        slowed(refused, DAY.toSeconds() * (60 - 38) / 100);
        Answer now = uses(vendor, elements).is(200);
        now.has("/answers/0/answer/result", "BOOKED");
        assertEquals(
                1_000_000 - Long.parseLong(now.at("/answers/0/answer/available")),
                Long.parseLong(
                        vendor.get("/v1/organizations/a/pools").is(200).at("/items/0/used")));
    }

    @Test
    void questionsCostAUnitEach() {
        Caller key = key(100);
        String question =
                "{\"organization\": \"a\", \"feature\": \"aimis/basic\", \"surface\": \"API\"}";
        String body = "{\"questions\": [%s]}";
        key.send(
                        "POST",
                        "/v1/access/batch",
                        body.formatted(String.join(", ", Collections.nCopies(99, question))),
                        Map.of())
                .is(200);
        String single = "/v1/access?organization=a&feature=aimis/basic&surface=API";
        key.get(single).is(200);
        slowed(key.get(single), DAY.toSeconds() / 100);
        key.send("POST", "/v1/access/batch", body.formatted(question), Map.of())
                .is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void anyOtherRequestCostsTwentyFive() {
        Caller key = key(100);
        for (int n = 0; n < 3; n++) {
            key.get("/v1/organizations/a/packs").is(200);
        }
        one(key).is(201);
        slowed(key.get("/v1/organizations/a/packs"), DAY.toSeconds() / 100);
        uses(key, 24).is(200);
        one(key).is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void aFaultyBatchCostsToo() {
        Caller faulty = key(100);
        uses(faulty, String.join(", ", Collections.nCopies(100, "{}"))).is(200);
        one(faulty).is(429, "TOO_MANY_REQUESTS");
        Caller malformed = key(1_000);
        String blank = " ".repeat(3_999_000);
        malformed.send("POST", "/v1/uses/batch", blank, Map.of()).is(400, "JSON_MALFORMED");
        one(malformed).is(429, "TOO_MANY_REQUESTS");
        Caller tooMany = key(1_000);
        uses(tooMany, 1_001).is(400, "INPUT_INVALID");
        assertTrue(uses(tooMany, 1_000).status() == 429);
        // A body of a few elements may be as long as any key can pay for.
        Caller small = key(100);
        uses(small, use() + " ".repeat(3_000_000)).is(200);
        one(small).is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void aBatchThatCouldNeverPassIsRefusedClearly() {
        Caller key = key(100);
        uses(key, 101)
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/uses")
                .has("/errors/0/detail", "are more than you may ask at once: at most 100");
        uses(key, 90).is(200);
        uses(vendor, 1_000).is(200);
    }

    @Test
    void theLimitIsSetWithTheKeyShownAndChanged() {
        made("").has("/units_per_second", "200000");
        for (int wrong : new int[] {-1, 0, 99, 1_000_001}) {
            vendor.post(
                            "/v1/organizations/a/keys",
                            """
                            {"name": "k", "actions": ["access.read"], "expires_at": "%s",
                             "units_per_second": %d}
                            """
                                    .formatted(Instant.now().plus(DAY), wrong))
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/pointer", "/units_per_second");
        }
        Answer made = made(", \"units_per_second\": 100").has("/units_per_second", "100");
        String path = "/v1/organizations/a/keys/" + made.at("/id");
        Caller key = caller(server, made.at("/secret"));
        uses(key, 50).is(200);
        vendor.put(path, "{\"units_per_second\": 1000}").is(200).has("/units_per_second", "1000");
        assertTrue(
                vendor.get("/v1/organizations/a/keys")
                        .is(200)
                        .text()
                        .contains("\"units_per_second\":1000"));
        // The same share is left: half.
        uses(key, 500).is(200);
        one(key).is(429, "TOO_MANY_REQUESTS");
        for (String wrong : new String[] {"{}", "{\"units_per_second\": 99}"}) {
            vendor.put(path, wrong).is(400, "INPUT_INVALID");
        }
        vendor.get("/v1/audit?action=keys.put")
                .is(200)
                .has("/items/0/before/units_per_second", "100")
                .has("/items/0/after/units_per_second", "1000");
        vendor.delete(path).is(200);
        vendor.put(path, "{\"units_per_second\": 1000}").is(409, "KEY_ENDED");
        vendor.put("/v1/keys/" + made.at("/id"), "{\"units_per_second\": 1000}")
                .is(404, "UNKNOWN_API_KEY");
        String product =
                vendor.post(
                                "/v1/keys",
                                """
                                {"name": "p", "product": "aimis", "actions": ["access.read"],
                                 "expires_at": "%s", "units_per_second": 1000000}
                                """
                                        .formatted(Instant.now().plus(DAY)))
                        .is(201)
                        .has("/units_per_second", "1000000")
                        .at("/id");
        vendor.put("/v1/keys/" + product, "{\"units_per_second\": 200}")
                .is(200)
                .has("/units_per_second", "200");
    }

    /// Blocks the commits until the queue is full, in the middle of a batch.
    @Test
    void aFullQueueAnswersTheElementsThatItDoesNotTake() throws Exception {
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        try (Connection blocking = test.superuser()) {
            blocking.setAutoCommit(false);
            try (Statement statement = blocking.createStatement()) {
                statement.execute("lock table log in share mode");
            }
            for (int n = 0; n < 12; n++) {
                String thousand =
                        Stream.generate(LimitsTest::use)
                                .limit(1_000)
                                .collect(Collectors.joining(", "));
                sent.add(CompletableFuture.supplyAsync(() -> uses(vendor, thousand), THREADS));
            }
            // Whole batches are refused at once; the others wait for what was taken of them.
            CompletableFuture.anyOf(sent.toArray(CompletableFuture[]::new)).join();
            blocking.rollback();
        }
        int mixed = 0;
        for (CompletableFuture<Answer> one : sent) {
            Answer answer = one.join();
            if (answer.status() == 503) {
                answer.is(503, "BUSY");
                assertEquals("1", answer.header("Retry-After"));
                continue;
            }
            JsonNode last = answer.is(200).json().at("/answers/999");
            if (last.at("/status").asInt() == 503) {
                mixed++;
                assertEquals("BUSY", last.at("/problem/code").asString());
                assertEquals(1, last.at("/retry_after_seconds").asInt());
                assertInOrder(answer);
            }
        }
        assertTrue(mixed > 0);
    }

    /// Once one was not taken, none behind it was.
    private static void assertInOrder(Answer answer) {
        boolean taken = true;
        for (JsonNode element : answer.json().at("/answers")) {
            boolean booked = element.at("/status").asInt() == 201;
            assertTrue(taken || !booked, element.toString());
            taken = booked;
        }
    }

    @Test
    void aStandbyAnswersTheWholeBatch() {
        Caller there = caller(standby, TestServer.TOKEN);
        Answer answer = uses(there, use() + ", {}, " + use()).is(503, "STANDBY");
        assertEquals("1", answer.header("Retry-After"));
        there.send(
                        "POST",
                        "/v1/access/batch",
                        "{\"questions\": [{\"organization\": \"a\", \"feature\": \"f\","
                                + " \"surface\": \"API\"}]}",
                        Map.of())
                .is(503, "STANDBY");
        // What no ledger is asked for needs none.
        uses(there, "{}, 7").is(200).has("/answers/1/status", "400");
    }
}
