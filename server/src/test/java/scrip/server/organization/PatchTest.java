package scrip.server.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;

/// Things are changed in part, and not over somebody else's change.
class PatchTest {

    private static final String TYPE = "application/merge-patch+json";

    private final Hospital hospital = Hospital.open();

    private Answer patch(String path, String body, Map<String, String> headers) {
        return hospital.caller().send("PATCH", Hospital.PATH + path, body, headers);
    }

    private Answer patch(String body) {
        return patch("", body, Map.of("Content-Type", TYPE));
    }

    @Test
    void whatIsLeftOutStaysWhatIsNullGoesAndTheRestIsReplaced() {
        patch("{\"name\": \"Second Hospital\"}")
                .is(200)
                .has("/name", "Second Hospital")
                .has("/zone", "Asia/Shanghai")
                .has("/default_storage_years", "5");
        patch("{\"default_storage_years\": null}")
                .is(200)
                .has("/name", "Second Hospital")
                .has("/default_storage_years", "");
        patch("{}").is(200).has("/name", "Second Hospital");
        // Plain JSON is read the same way.
        patch("", "{\"zone\": \"UTC\"}", Map.of()).is(200).has("/zone", "UTC");
        hospital.get("").is(200).has("/name", "Second Hospital").has("/zone", "UTC");
    }

    @Test
    void whatThereMustBeDoesNotGo() {
        patch("{\"name\": null}").is(400).has("/errors/0/pointer", "/name");
        patch("{\"zone\": null}").is(400).has("/errors/0/pointer", "/zone");
        patch("{\"kind\": \"consortium\"}").is(400).has("/errors/0/pointer", "/kind");
        patch("", "[]", Map.of("Content-Type", TYPE)).is(400, "JSON_MALFORMED");
        patch("", "{}", Map.of("Content-Type", "text/plain")).is(415);
        hospital.caller()
                .send("PATCH", "/v1/organizations/nobody", "{\"name\": \"N\"}", Map.of())
                .is(404, "UNKNOWN_ORGANIZATION");
    }

    @Test
    void aChangeOfWhatWasChangedMeanwhileIsRefused() {
        String read = hospital.get("").is(200).header("ETag");
        Answer first = patch("", "{\"name\": \"First\"}", Map.of("If-Match", read)).is(200);
        assertNotEquals(read, first.header("ETag"));
        patch("", "{\"name\": \"Second\"}", Map.of("If-Match", read)).is(412, "VERSION_CHANGED");
        hospital.caller()
                .send("PUT", Hospital.PATH, "{\"name\": \"Second\"}", Map.of("If-Match", read))
                .is(412, "VERSION_CHANGED");
        hospital.get("").is(200).has("/name", "First");
        // As a proxy that compresses sends it back.
        String seen = first.header("ETag").replaceFirst("\"$", "-gzip\"");
        patch("", "{\"name\": \"Third\"}", Map.of("If-Match", seen)).is(200);
        // A use is no change of the organization.
        String now = hospital.get("").header("ETag");
        hospital.buy(Hospital.INSPECTIONS);
        assertEquals(now, hospital.get("").header("ETag"));
    }

    @Test
    void ofChangesAtOnceThatKnowTheSameOneWins() {
        String read = hospital.get("").is(200).header("ETag");
        List<CompletableFuture<Integer>> all =
                IntStream.range(0, 8)
                        .mapToObj(n ->
                                CompletableFuture.supplyAsync(() ->
                                        patch(
                                                        "",
                                                        "{\"name\": \"Name " + n + "\"}",
                                                        Map.of("If-Match", read))
                                                .status()))
                        .toList();
        assertEquals(
                List.of(200, 412, 412, 412, 412, 412, 412, 412),
                all.stream().map(CompletableFuture::join).sorted().toList());
    }

    @Test
    void theLimitOfAKeyIsChangedInPart() {
        Answer made =
                hospital.post(
                                "/keys",
                                """
                                {"name": "scanner", "actions": ["organization.read"],
                                 "expires_at": "%s", "units_per_second": 100}
                                """
                                        .formatted(Instant.now().plus(Duration.ofDays(1))))
                        .is(201);
        String key = "/keys/" + made.at("/id");
        Map<String, String> seen = Map.of("If-Match", made.header("ETag"));
        patch(key, "{\"units_per_second\": 200}", seen).is(200).has("/units_per_second", "200");
        patch(key, "{\"units_per_second\": 300}", seen).is(412, "VERSION_CHANGED");
        patch(key, "{\"units_per_second\": null}", Map.of()).is(400);
        patch(key, "{\"name\": \"other\"}", Map.of()).is(400);
    }
}
