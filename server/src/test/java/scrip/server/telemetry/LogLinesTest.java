package scrip.server.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Overheard;
import scrip.server.metrics.Watched;
import tools.jackson.databind.JsonNode;

/// Log lines as JSON, and what they say about requests to either port.
class LogLinesTest {

    private static final String LOGGER = "scrip.server.http";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String SECRET = "scrip_live_a-key-that-nobody-may-read-anywhere";

    @TempDir Path folder;

    private static String json(ILoggingEvent event) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return new String(LogFormat.encoder(context).encode(event), StandardCharsets.UTF_8);
    }

    private static JsonNode line(ILoggingEvent event) {
        String text = json(event);
        assertTrue(text.endsWith("}\n"), text);
        assertEquals(1, text.lines().count(), text);
        return Answer.parsed(text);
    }

    @Test
    void aLineIsOneObjectWhateverIsInIt() {
        Logger logger = LoggerFactory.getLogger("scrip.test");
        try (Overheard log = Overheard.of("scrip.test")) {
            logger.warn(
                    "a \"quoted\" {}\nline\u2028", "\\text\t", new IllegalStateException("why"));
            JsonNode line = line(log.events().getFirst());
            assertEquals("WARN", line.get("level").asString());
            assertEquals("scrip.test", line.get("logger").asString());
            assertEquals("a \"quoted\" \\text\t\nline\u2028", line.get("message").asString());
            assertTrue(line.get("exception").asString().contains("IllegalStateException: why"));
            assertFalse(Instant.parse(line.get("time").asString()).isAfter(Instant.now()));
            assertFalse(line.has("request_id") || line.has("trace_id") || line.has("account_id"));
        }
    }

    @Test
    void aLineTellsWhatIsKnownOfItsRequestUntilThatEnds() {
        Logger logger = LoggerFactory.getLogger("scrip.test");
        try (Overheard log = Overheard.of("scrip.test")) {
            LogFields.request("r-1");
            LogFields.operation("orders.post");
            LogFields.account("hospital");
            logger.info("within");
            LogFields.end();
            logger.info("behind");
            JsonNode within = line(log.events().getFirst());
            assertEquals("r-1", within.get("request_id").asString());
            assertEquals("orders.post", within.get("operation").asString());
            assertEquals("hospital", within.get("account_id").asString());
            assertFalse(line(log.events().getLast()).has("request_id"));
        }
    }

    @Test
    void anotherFormIsRefused() {
        assertFalse(LogFormat.isJson(null));
        assertFalse(LogFormat.isJson("text"));
        assertThrows(IllegalArgumentException.class, () -> LogFormat.isJson("xml"));
    }

    @Test
    void aLineTellsItsRequestOnBothPortsAndNoSecret() throws Exception {
        try (Watched watched = Watched.start(folder);
                Overheard log = Overheard.of("scrip")) {
            watched.stopDatabase();
            Map<String, String> own =
                    Map.of(
                            "X-Request-Id",
                            "asked-1",
                            "traceparent",
                            PARENT,
                            "Cookie",
                            "a=" + SECRET);
            Answer main = watched.main().with(own).get("/v1/organizations").is(503);
            assertEquals("asked-1", main.header("X-Request-Id"));
            main.has("/request_id", "asked-1");
            Map<String, String> others = Map.of("X-Request-Id", "asked-2", "traceparent", PARENT);
            Answer metering =
                    new Caller(watched.metering().root(), SECRET, null)
                            .with(others)
                            .get("/v1/access?organization=a&feature=b/c&surface=API")
                            .is(503);
            assertEquals("asked-2", metering.header("X-Request-Id"));
            metering.has("/request_id", "asked-2");
            List<ILoggingEvent> events =
                    log.events().stream()
                            .filter(e -> e.getLoggerName().startsWith(LOGGER))
                            .toList();
            JsonNode first = of("asked-1", events);
            assertEquals(TRACE, first.get("trace_id").asString());
            assertEquals("organizations.get", first.get("operation").asString());
            JsonNode second = of("asked-2", events);
            assertEquals(TRACE, second.get("trace_id").asString());
            assertEquals("access.get", second.get("operation").asString());
            for (ILoggingEvent event : log.events()) {
                String line = json(event);
                assertFalse(line.contains(SECRET) || line.contains(Watched.TOKEN), line);
            }
        }
    }

    private static JsonNode of(String request, List<ILoggingEvent> events) {
        return events.stream()
                .map(LogLinesTest::line)
                .filter(line -> line.has("request_id"))
                .filter(line -> line.get("request_id").asString().equals(request))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of " + request));
    }
}
