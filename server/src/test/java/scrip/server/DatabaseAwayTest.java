package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller.Answer;
import scrip.server.database.DatabaseLocation;
import scrip.server.signin.EmergencyUse;

/// The database goes away and comes back: every request gets one clear answer, and nothing is lost
/// or doubled.
class DatabaseAwayTest {

    private static final Duration BACK_WITHIN = Duration.ofSeconds(90);
    private static final String TOKEN = "token-of-a-server-of-its-own";

    @TempDir Path folder;

    @Test
    void requestsDuringADatabaseCrashGet503AndRepeatsAreBookedOnce() throws Exception {
        Path data = folder.resolve("data");
        ServerOptions options =
                new ServerOptions(
                                new DatabaseLocation.Embedded(data),
                                "127.0.0.1",
                                0,
                                folder.resolve("admin-token"),
                                TOKEN)
                        .with(EmergencyUse.UNRECORDED);
        try (Server server = Server.start(options)) {
            Caller caller = new Caller("http://127.0.0.1:" + server.port(), TOKEN, null);
            caller.put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}")
                    .is(200);
            String grant =
                    "{\"resource\": \"aimis/cloud-inspection\", \"quantity\": 1000,"
                            + " \"storage_years\": 5}";
            caller.post("/v1/organizations/a/grants", grant).is(201);
            Map<String, String> booked = new LinkedHashMap<>();
            List<String> away = new ArrayList<>();
            use(caller, "before", booked, away);
            Answer before = useEach(caller, 50).is(200);

            kill(data);

            Instant last = Instant.now().plus(BACK_WITHIN);
            for (int i = 0; booked.size() < 20; i++) {
                assertTrue(Instant.now().isBefore(last), "not back: " + away);
                use(caller, "use-" + i / 3, booked, away);
            }
            for (Map.Entry<String, String> answer : booked.entrySet()) {
                assertEquals(answer.getValue(), use(caller, answer.getKey(), booked, away).text());
            }
            Answer after = useEach(caller, 60).is(200);
            for (int i = 0; i < 60; i++) {
                String one = "/answers/" + i;
                after.has(one + "/status", "201");
                if (i < 50) {
                    assertEquals(before.json().at(one), after.json().at(one));
                }
            }
            String available = caller.get("/v1/organizations/a/pools").is(200).at("/items/0/used");
            String counted = caller.get("/v1/organizations/a/uses?limit=200").is(200).text();
            int uses = counted.split("\"key\":", -1).length - 1;
            assertEquals(Integer.toString(uses), available);
            assertTrue(uses >= booked.size() + 60, counted);
            caller.get("/health/readiness").is(200);
        }
    }

    /// Uses one unit. A booked use is remembered with its answer; anything else must be a 503.
    private static Answer use(
            Caller caller, String key, Map<String, String> booked, List<String> away) {
        Answer answer =
                caller.send(
                        "POST",
                        "/v1/uses",
                        """
                        {"organization": "a", "resource": "aimis/cloud-inspection", "quantity": 1,
                         "storage_years": 5, "key": "%s"}
                        """
                                .formatted(key),
                        Map.of());
        if (answer.status() == 201) {
            booked.putIfAbsent(key, answer.text());
            assertEquals(booked.get(key), answer.text());
        } else {
            answer.is(503);
            assertTrue(!answer.header("Retry-After").isEmpty());
            away.add(answer.at("/code"));
        }
        return answer;
    }

    /// Uses one unit many times in one request.
    private static Answer useEach(Caller caller, int count) {
        String uses =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                """
                                {"organization": "a", "resource": "aimis/cloud-inspection",
                                 "quantity": 1, "storage_years": 5, "key": "many-%d"}
                                """
                                        .formatted(i))
                        .collect(Collectors.joining(", "));
        return caller.send("POST", "/v1/uses/batch", "{\"uses\": [" + uses + "]}", Map.of());
    }

    /// Kills the postmaster as the operating system would when it runs out of memory.
    private static void kill(Path data) throws Exception {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("pg/postmaster.pid")).getFirst());
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    }
}
