package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.server.PortInUseException;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.ledger.LedgerWorld;
import scrip.server.signin.Limits;

/// The port for product services answers as the main port does, whatever it is asked.
@Timeout(120)
class MeteringPortTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String LOCAL = "127.0.0.1";
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
        new Caller(main(server), TestServer.TOKEN, null)
                .put("/v1/sandboxes/" + Sent.REALM, "{\"now\": \"2026-03-01T09:00:00Z\"}")
                .is(200);
        vendor = new Caller(main(server), TestServer.TOKEN, Sent.REALM);
        for (String id : List.of("a", "b")) {
            vendor.put(
                            "/v1/organizations/" + id,
                            "{\"kind\": \"INSTITUTION\", \"name\": \"%s\"}".formatted(id))
                    .is(200);
        }
        grant(vendor);
    }

    private static void grant(Caller to) {
        to.post(
                        "/v1/organizations/a/grants",
                        """
                        {"resource": "aimis/cloud-inspection", "quantity": 100000,
                         "storage_years": 5}
                        """)
                .is(201);
    }

    private static Server start(Database database) throws Exception {
        Limits.Rate many = new Limits.Rate(10_000, DAY);
        return Server.start(
                new ServerOptions(
                        new DatabaseLocation.Scratch(),
                        LOCAL,
                        0,
                        0,
                        folder.resolve("token"),
                        TestServer.TOKEN,
                        null,
                        false),
                database,
                InstantSource.system(),
                new Limits(DAY, many, many, many, many));
    }

    @AfterAll
    static void stop() {
        standby.close();
        server.close();
        test.close();
    }

    private static String main(Server of) {
        return "http://" + LOCAL + ":" + of.port();
    }

    private static String metering(Server of) {
        return "http://" + LOCAL + ":" + of.meteringPort().orElseThrow();
    }

    private static String key(String organization, String actions, int units) {
        return vendor.post(
                        "/v1/organizations/" + organization + "/keys",
                        """
                        {"name": "k", "actions": [%s], "expires_at": "%s", "units_per_second": %d}
                        """
                                .formatted(actions, Instant.now().plus(DAY), units))
                .is(201)
                .at("/secret");
    }

    @ParameterizedTest
    @MethodSource("scrip.server.http.Sent#requests")
    void bothPortsAnswerAlike(Sent sent) {
        assertAlike(
                sent.to(main(server), TestServer.TOKEN),
                sent.to(metering(server), TestServer.TOKEN));
    }

    @ParameterizedTest
    @MethodSource("scrip.server.http.Sent#requests")
    void soTheyDoOnAStandby(Sent sent) {
        assertAlike(
                sent.to(main(standby), TestServer.TOKEN),
                sent.to(metering(standby), TestServer.TOKEN));
    }

    private static void assertAlike(Answer main, Answer metering) {
        assertEquals(main.status(), metering.status(), metering.text());
        assertEquals(main.text(), metering.text());
        for (String header :
                List.of(
                        "Content-Type",
                        "Content-Length",
                        "Cache-Control",
                        "Allow",
                        "Retry-After",
                        "WWW-Authenticate",
                        "Scrip-Signature",
                        "X-Content-Type-Options")) {
            assertEquals(main.header(header), metering.header(header), header);
        }
    }

    @Test
    void keysMayDoTheSameOnBothPorts() {
        String all = key("a", "\"uses.write\", \"access.read\"", 50_000);
        String asking = key("a", "\"access.read\"", 50_000);
        String others = key("b", "\"uses.write\", \"access.read\"", 50_000);
        for (Sent sent :
                List.of(
                        Sent.post("/v1/uses", Sent.USE.formatted("by-key")),
                        Sent.get(Sent.ACCESS))) {
            for (String secret : List.of(all, asking, others)) {
                assertAlike(sent.to(main(server), secret), sent.to(metering(server), secret));
            }
        }
        Sent.post("/v1/uses", Sent.USE.formatted("by-key")).to(metering(server), all).is(201);
        Sent.post("/v1/uses", Sent.USE.formatted("no"))
                .to(metering(server), asking)
                .is(403, "FORBIDDEN");
        Sent.get(Sent.ACCESS).to(metering(server), others).is(404, "UNKNOWN_ORGANIZATION");
    }

    @Test
    void aRevokedKeyEndsAtOnce() {
        Answer made =
                vendor.post(
                                "/v1/organizations/a/keys",
                                """
                                {"name": "k", "actions": ["access.read"], "expires_at": "%s"}
                                """
                                        .formatted(Instant.now().plus(DAY)))
                        .is(201);
        String secret = made.at("/secret");
        Sent.get(Sent.ACCESS).to(metering(server), secret).is(200);
        vendor.delete("/v1/organizations/a/keys/" + made.at("/id")).is(200);
        Sent.get(Sent.ACCESS).to(metering(server), secret).is(401, "UNAUTHENTICATED");
    }

    @Test
    void aKeyHasOneLimitForBothPorts() {
        String few = key("a", "\"uses.write\", \"access.read\"", 100);
        String sixty =
                "{\"uses\": [%s]}".formatted(String.join(", ", Collections.nCopies(60, "{}")));
        Sent.post("/v1/uses/batch", sixty).to(metering(server), few).is(200);
        for (String port : List.of(main(server), metering(server))) {
            Answer slowed = Sent.post("/v1/uses/batch", sixty).to(port, few);
            slowed.is(429, "TOO_MANY_REQUESTS");
            long seconds = Long.parseLong(slowed.header("Retry-After"));
            assertTrue(seconds > 0 && seconds <= DAY.toSeconds(), seconds + " s");
        }
        Sent.get(Sent.ACCESS).to(main(server), few).is(200);
    }

    @Test
    void eachRequestHasAnIdItsOwnIfItHasTheForm() {
        String kept = Sent.get(Sent.ACCESS).to(metering(server), "wrong").header("X-Request-Id");
        assertEquals("asked-of-both", kept);
        String fresh =
                Sent.get(Sent.ACCESS)
                        .with("X-Request-Id", "not of the form")
                        .to(metering(server), "wrong")
                        .header("X-Request-Id");
        assertTrue(fresh.matches("[0-9a-f-]{36}"), fresh);
    }

    @Test
    void itServesNothingElse() {
        for (String path : List.of("/", "/v1/organizations", "/health", "/metrics", "/docs")) {
            Sent.get(path).to(metering(server), TestServer.TOKEN).is(404, "UNKNOWN_PATH");
        }
    }

    @Test
    void otherHttpGetsAProblemOnBoth() throws IOException {
        for (String text :
                List.of(
                        "GET /v1/access?a=| HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "GET /v1/access HTTP/1.1\r\n\r\n",
                        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "HEAD /v1/access HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                        "NONSENSE\r\n\r\n")) {
            String metering = raw(server.meteringPort().orElseThrow(), text);
            assertEquals(withoutIds(raw(server.port(), text)), withoutIds(metering), text);
            assertTrue(metering.startsWith("HTTP/1.1 40"), metering);
        }
    }

    private static String raw(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The first line and the body, without what each request has its own of.
    private static String withoutIds(String answer) {
        String first = answer.substring(0, answer.indexOf("\r\n"));
        String body = answer.substring(answer.indexOf("\r\n\r\n"));
        return first + body.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
    }

    @Test
    void bothPortsTimeAnOperationByItsPath() {
        for (String port : List.of(main(server), metering(server))) {
            double before = timed();
            Sent.get(Sent.ACCESS).to(port, TestServer.TOKEN).is(200);
            // A request is timed once it was answered.
            LedgerWorld.until("the request to be timed", () -> timed() == before + 1);
        }
    }

    /// How many requests for access were answered.
    private double timed() {
        String metrics = Sent.get("/metrics").to(main(server), TestServer.TOKEN).is(200).text();
        return metrics.lines()
                .filter(l ->
                        l.startsWith("http_server_requests_seconds_count{")
                                && l.contains("uri=\"/v1/access\"")
                                && l.contains("status=\"200\""))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortInUseException told =
                    assertThrows(
                            PortInUseException.class,
                            () ->
                                    MeteringPort.start(
                                            LOCAL, taken.getLocalPort(), new NothingServlet()));
            assertEquals(taken.getLocalPort(), told.getPort());
        }
    }

    private static final class NothingServlet extends jakarta.servlet.http.HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    /// Its commit waits while the server closes.
    @Test
    void whatIsInFlightIsAnsweredBeforeItCloses() throws Exception {
        try (TestDatabase own = TestDatabase.fresh()) {
            Server closing = start(own.database());
            String root = metering(closing);
            int port = closing.meteringPort().orElseThrow();
            Caller there = new Caller(main(closing), TestServer.TOKEN, null);
            there.put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}")
                    .is(200);
            grant(there);
            CompletableFuture<Answer> use;
            CompletableFuture<Void> closed;
            try (Connection blocking = own.superuser()) {
                blocking.setAutoCommit(false);
                try (Statement statement = blocking.createStatement()) {
                    statement.execute("lock table log in share mode");
                }
                Sent sent =
                        Sent.post("/v1/uses", Sent.USE.formatted("late")).with("Scrip-Realm", "");
                use = CompletableFuture.supplyAsync(() -> sent.to(root, TestServer.TOKEN), THREADS);
                awaitWaiting(blocking);
                closed = CompletableFuture.runAsync(closing::close, THREADS);
                awaitClosed(port);
                assertTrue(!use.isDone() && !closed.isDone(), use + " " + closed);
                blocking.rollback();
            }
            use.join().is(201);
            closed.join();
        }
    }

    private static void awaitWaiting(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            boolean waits = false;
            while (!waits) {
                try (var row =
                        statement.executeQuery("select count(*) from pg_locks where not granted")) {
                    row.next();
                    waits = row.getInt(1) > 0;
                }
            }
        }
    }

    private static void awaitClosed(int port) {
        boolean open = true;
        while (open) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread.onSpinWait();
            } catch (IOException _) {
                open = false;
            }
        }
    }
}
