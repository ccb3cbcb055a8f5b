package scrip.server.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.TestServer;

/// Traces of callers are continued, and spans sent to a collector if there is one.
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
    private static final String ACCESS =
            "/v1/access?organization=a&feature=aimis/cloud-inspection&surface=api&storage_years=5";

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
        Traces.use(Map.of());
        for (String wrong : new String[] {"collector:4318", "ftp://a", "http://", "not one"}) {
            Map<String, String> settings = Map.of("SCRIP_OTLP_ENDPOINT", wrong);
            assertThrows(IllegalArgumentException.class, () -> Traces.use(settings), wrong);
        }
        Map<String, String> half =
                Map.of("SCRIP_OTLP_ENDPOINT", "http://localhost:1", "SCRIP_OTLP_SHARE", "half");
        assertThrows(IllegalArgumentException.class, () -> Traces.use(half));
    }

    @Test
    void spansOfBothPortsGoToTheCollectorInTheTraceOfTheCaller() throws Exception {
        Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/v1/traces",
                exchange -> {
                    sent.add(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        Caller main = TestServer.sandbox("2026-03-01T09:00:00Z");
        Caller metering =
                new Caller(
                        "http://127.0.0.1:" + TestServer.server().meteringPort().orElseThrow(),
                        TestServer.TOKEN,
                        main.realm());
        Map<String, String> caller =
                Map.of("traceparent", PARENT, "X-Request-Id", "the-traced-request");
        try {
            Traces.begin("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces", 1);
            main.with(caller)
                    .put("/v1/organizations/a", "{\"kind\": \"institution\", \"name\": \"A\"}")
                    .is(200);
            metering.with(caller).get(ACCESS).is(200);
        } finally {
            Traces.end();
            collector.stop(0);
        }
        String spans =
                sent.stream()
                        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                        .collect(Collectors.joining());
        assertTrue(spans.contains(bytes(TRACE)), "the trace of the caller");
        assertTrue(spans.contains(bytes(SPAN)), "the span of the caller as the parent");
        for (String told :
                new String[] {
                    "scrip",
                    "PUT /v1/organizations/{organization}",
                    "GET /v1/access",
                    "ledger",
                    "database",
                    "the-traced-request"
                }) {
            assertTrue(spans.contains(told), told);
        }
        assertFalse(spans.contains(TestServer.TOKEN));
        int before = sent.size();
        main.with(caller).get("/v1/organizations/a").is(200);
        assertEquals(before, sent.size());
    }

    /// Anybody may send a header that says that its trace is to be sent.
    @Test
    void callersDoNotDecideWhatIsSent() throws Exception {
        Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/v1/traces",
                exchange -> {
                    sent.add(exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        Caller main = TestServer.sandbox("2026-03-01T09:00:00Z");
        try {
            Traces.begin("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces", 0);
            main.with(Map.of("traceparent", PARENT)).get("/v1/organizations/none").is(404);
        } finally {
            Traces.end();
            collector.stop(0);
        }
        assertEquals(0, sent.size());
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
