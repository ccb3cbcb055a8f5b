package scrip.server.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.TestServer;
import scrip.server.ledger.LedgerWorld;

/// Traces of callers are continued, and spans sent to a collector if there is one.
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
    private static final String ACCESS =
            "/v1/access?organization=a&feature=aimis/cloud-inspection&surface=API&storage_years=5";

    @Test
    void onlyAnIdOfTheFormIsBelieved() {
        assertEquals(Optional.of(TRACE), Traces.trace(PARENT));
        assertEquals(Optional.of(TRACE), Traces.trace("01-" + TRACE + "-" + SPAN + "-01-more"));
        for (String wrong :
                new String[] {
                    "",
                    TRACE,
                    "00-" + TRACE,
                    "ff-" + TRACE + "-" + SPAN + "-01",
                    "00-" + "0".repeat(32) + "-" + SPAN + "-01",
                    "00-" + TRACE + "-" + "0".repeat(16) + "-01",
                    "00-" + TRACE.toUpperCase(Locale.ROOT) + "-" + SPAN + "-01",
                    "00-" + TRACE + "-" + SPAN + "-01\nforged"
                }) {
            assertEquals(Optional.empty(), Traces.trace(wrong), wrong);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertNull(Traces.collector(Map.of()));
        for (String wrong : new String[] {"collector:4318", "ftp://a", "http://", "not one"}) {
            Map<String, String> settings = Map.of("SCRIP_OTLP_ENDPOINT", wrong);
            assertThrows(IllegalArgumentException.class, () -> Traces.collector(settings), wrong);
        }
        Map<String, String> half =
                Map.of("SCRIP_OTLP_ENDPOINT", "http://localhost:1", "SCRIP_OTLP_SHARE", "half");
        assertThrows(IllegalArgumentException.class, () -> Traces.collector(half));
    }

    /// A collector of spans.
    private static final class Collector implements AutoCloseable {

        private final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
        private final HttpServer server;

        Collector() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/v1/traces",
                    exchange -> {
                        sent.add(exchange.getRequestBody().readAllBytes());
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
        }

        /// All that was sent.
        String spans() {
            return sent.stream()
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .collect(Collectors.joining());
        }

        @Override
        public void close() {
            Traces.end();
            server.stop(0);
        }
    }

    @Test
    void spansOfBothPortsGoToTheCollectorInTheTraceOfTheCaller() throws Exception {
        Caller main = TestServer.sandbox("2026-03-01T09:00:00Z");
        Caller metering =
                new Caller(
                        "http://127.0.0.1:" + TestServer.server().meteringPort().orElseThrow(),
                        TestServer.TOKEN,
                        main.realm());
        Map<String, String> caller =
                Map.of("traceparent", PARENT, "X-Request-Id", "the-traced-request");
        List<String> told =
                List.of(
                        bytes(TRACE),
                        // The caller's is the parent.
                        bytes(SPAN),
                        "scrip",
                        "PUT /v1/organizations/{organization}",
                        "GET /v1/access",
                        "ledger",
                        "database",
                        "the-traced-request");
        try (Collector collector = new Collector()) {
            Traces.begin(collector.address(), 1);
            main.with(caller)
                    .put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}")
                    .is(200);
            metering.with(caller).get(ACCESS).is(200);
            // A span ends after its answer, and is sent later.
            LedgerWorld.until(
                    "all spans", () -> told.stream().allMatch(collector.spans()::contains));
            Traces.end();
            assertFalse(collector.spans().contains(TestServer.TOKEN));
            int before = collector.sent.size();
            main.with(caller).get("/v1/organizations/a").is(200);
            assertEquals(before, collector.sent.size());
        }
    }

    /// Anybody may send a header that says that its trace is to be sent.
    @Test
    void callersDoNotDecideWhatIsSent() throws Exception {
        Caller main = TestServer.sandbox("2026-03-01T09:00:00Z");
        try (Collector collector = new Collector()) {
            Traces.begin(collector.address(), 0);
            main.with(Map.of("traceparent", PARENT)).get("/v1/organizations/none").is(404);
            Traces.end();
            assertEquals("", collector.spans());
        }
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
