package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests are repeated as they were, when that may help, and not when not.
class CallsTest {

    private static final Use USE = Use.of("h", "aimis/mimi-ai-report", 1);
    private static final String BOOKED =
            "{\"answers\":[{\"index\":0,\"status\":201,\"answer\":{\"result\":\"BOOKED\",\"available\":9,\"new\":1},\"new\":1}]}";

    @Test
    void eachTryHasTheSameKeyAndTheSameBody() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (LocalServer server =
                        new LocalServer((path, body) ->
                                switch (tries.incrementAndGet()) {
                                    case 1 -> new LocalServer.Told(0, "", -1);
                                    case 2 -> new LocalServer.Told(503, "<html>proxy</html>", 0);
                                    case 3 -> new LocalServer.Told(200, "<html>no JSON</html>", -1);
                                    default -> LocalServer.Told.ok(BOOKED);
                                });
                ScripClient client = ScripClient.open(server.options())) {
            assertEquals(9, client.use(USE).available());
            assertEquals(4, server.asked().size());
            assertEquals(1, server.asked().stream().distinct().count());
            assertTrue(server.asked().get(0).contains(USE.key()));
        }
    }

    @Test
    void aRefusalIsNotRepeated() throws Exception {
        try (LocalServer server =
                        new LocalServer(
                                (path, body) -> LocalServer.Told.problem(409, "KEY_REUSED"));
                ScripClient client = ScripClient.open(server.options())) {
            RefusedException refused = assertThrows(RefusedException.class, () -> client.use(USE));
            assertEquals("KEY_REUSED", refused.code());
            assertEquals(409, refused.problem().status());
            assertEquals(1, server.asked().size());
        }
    }

    @Test
    void whatTheServerAsksToWaitIsWaitedOrTold() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (LocalServer server =
                        new LocalServer((path, body) ->
                                tries.incrementAndGet() == 1
                                        ? new LocalServer.Told(429, "{}", 1)
                                        : LocalServer.Told.ok(BOOKED));
                ScripClient patient = ScripClient.open(server.options())) {
            long begun = System.nanoTime();
            patient.use(USE);
            assertTrue(System.nanoTime() - begun >= 1_000_000_000L);
            tries.set(0);
            try (ScripClient hasty =
                    ScripClient.open(
                            server.options()
                                    .withTimes(
                                            Duration.ofSeconds(1),
                                            Duration.ofSeconds(1),
                                            Duration.ofMillis(500)))) {
                UnavailableException busy =
                        assertThrows(UnavailableException.class, () -> hasty.use(USE));
                assertEquals(Duration.ofSeconds(1), busy.retryAfter().orElseThrow());
            }
        }
    }

    @Test
    void aServerThatIsAwayIsNotAskedByEverybodyAllTheTime() throws Exception {
        List<Boolean> told = new ArrayList<>();
        ClientMetrics metrics =
                new ClientMetrics() {
                    @Override
                    public void breaker(boolean open) {
                        told.add(open);
                    }
                };
        AtomicInteger asked = new AtomicInteger();
        try (LocalServer server =
                        new LocalServer((path, body) -> {
                            asked.incrementAndGet();
                            return LocalServer.Told.problem(500, "INTERNAL");
                        });
                ScripClient client =
                        ScripClient.open(
                                server.options()
                                        .withMetrics(metrics)
                                        .withTimes(
                                                Duration.ofSeconds(1),
                                                Duration.ofSeconds(1),
                                                Duration.ofMillis(1)))) {
            for (int i = 0; i < 50; i++) {
                assertThrows(UnavailableException.class, () -> client.use(USE));
            }
            assertTrue(asked.get() < 15, () -> asked + " requests");
            assertEquals(List.of(true), told);
        }
    }

    @Test
    void theKeyIsInNoTextThatIsLogged() {
        assertTrue(
                !ClientOptions.of(URI.create("http://localhost"), "secret")
                        .withRealm("r")
                        .toString()
                        .contains("secret"));
    }

    @Test
    void reportsAreDeliveredInOrderHoweverTheyAreAnswered(@TempDir Path folder) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        List<String> booked = new CopyOnWriteArrayList<>();
        try (LocalServer server =
                        new LocalServer(
                                (path, body) -> told(tries.incrementAndGet(), body, booked));
                ScripClient client =
                        ScripClient.open(
                                server.options()
                                        .withFolder(folder)
                                        .withTimes(
                                                Duration.ofSeconds(1),
                                                Duration.ofSeconds(1),
                                                Duration.ofSeconds(1)))) {
            for (int i = 0; i < 40; i++) {
                client.report(USE.key("use-" + i));
            }
            while (client.reported().queued() > 0) {
                Thread.onSpinWait();
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                if (i != 7) {
                    expected.add("use-" + i);
                }
            }
            // Some were booked twice by this server, which knows no keys: in what order they came
            // first is what counts.
            assertEquals(expected, booked.stream().distinct().toList());
            assertEquals(1, client.reported().refused());
            assertEquals(39, client.reported().delivered());
            assertEquals(1, client.deliverRefusedAgain());
        }
    }

    /// Cuts the connection after booking, is busy, books a part, refuses use 7, and is early.
    private static LocalServer.Told told(int attempt, String body, List<String> booked) {
        List<String> keys = new ArrayList<>();
        try {
            Json.object(body).objects("uses").forEach(u -> keys.add(u.text("key", "")));
        } catch (Json.Malformed malformed) {
            return LocalServer.Told.problem(400, "JSON_MALFORMED");
        }
        if (attempt % 5 == 2) {
            return LocalServer.Told.problem(401, "UNAUTHENTICATED");
        }
        List<String> answers = new ArrayList<>();
        for (String key : keys) {
            boolean early = attempt % 5 == 3 && answers.size() == 1;
            boolean refused = key.equals("use-7");
            if (early) {
                answers.add("{\"status\":422,\"problem\":{\"code\":\"EVENT_IN_FUTURE\"}}");
                break;
            }
            answers.add(
                    refused
                            ? "{\"status\":404,\"problem\":{\"code\":\"UNKNOWN_ITEM\"}}"
                            : "{\"status\":201,\"answer\":{}}");
            if (!refused) {
                booked.add(key);
            }
        }
        return attempt % 5 == 4
                ? new LocalServer.Told(0, "", -1)
                : LocalServer.Told.ok("{\"answers\":[" + String.join(",", answers) + "]}");
    }
}
