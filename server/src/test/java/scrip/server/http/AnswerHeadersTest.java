package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;

/// What answers tell beside their body: where a thing was made, whether the answer is a repeat,
/// what is left to a key.
class AnswerHeadersTest {

    private static final String REPEATED = "Idempotent-Replayed";
    private static final String ORDER =
            """
            {"lines": [{"item": "ipc/pre-consultation-assistant", "months": 1}],
             "terms_accepted": true}
            """;

    private static final Map<?, ?> PATHS =
            (Map<?, ?>)
                    Objects.requireNonNull(
                            ((Map<?, ?>)
                                            new Load(LoadSettings.builder().build())
                                                    .loadFromString(Caller.contract()))
                                    .get("paths"));

    private static Answer sent(Hospital hospital, String path, String body, String key) {
        return hospital.caller()
                .send("POST", Hospital.PATH + path, body, Map.of("Idempotency-Key", key));
    }

    private static Answer leadsThere(Hospital hospital, Answer made, String id) {
        String location = made.is(201).header("Location");
        assertTrue(location.endsWith("/" + made.at(id)), location + " " + made.text());
        return hospital.caller().get(location).is(200);
    }

    @Test
    void whatWasMadeTellsWhereItCanBeRead() {
        Hospital hospital = Hospital.open();
        Answer order = sent(hospital, "/orders", ORDER, "order");
        leadsThere(hospital, order, "/id").has("/id", order.at("/id"));
        leadsThere(hospital, hospital.pay(order.at("/id")), "/payment");
        Answer renewal =
                hospital.post(
                        "/orders/" + order.at("/id") + "/renew", "{\"terms_accepted\": true}");
        leadsThere(hospital, renewal, "/id").has("/id", renewal.at("/id"));
        Answer quote = hospital.post("/quotes", ORDER.replaceFirst(",\\s*\"terms_accepted.*", "}"));
        leadsThere(hospital, quote, "/id").has("/id", quote.at("/id"));
        Answer key =
                hospital.post(
                        "/keys",
                        """
                        {"name": "scanner", "actions": ["organization.read"], "expires_at": "%s"}
                        """
                                .formatted(Instant.now().plusSeconds(86_400)));
        assertEquals(
                key.header("ETag"),
                leadsThere(hospital, key, "/id").has("/id", key.at("/id")).header("ETag"));
        hospital.buy(Hospital.INSPECTIONS);
        Answer bonus =
                hospital.post(
                        "/grants",
                        """
                        {"resource": "aimis/cloud-inspection", "quantity": 10, "storage_years": 5}
                        """);
        leadsThere(hospital, bonus, "/pack");
        Answer agreement =
                hospital.post(
                        "/agreements",
                        """
                        {"product": "aimis", "number": "A-2", "signer": "Dr Li",
                         "signed_on": "2026-02-20"}
                        """);
        hospital.caller().get(agreement.is(201).header("Location")).is(200).has("/number", "A-2");
    }

    /// In the contract the answers have the header that they have.
    @Test
    void theContractHasALocationWhereThereIsOne() {
        List<Route> routes =
                TestServer.server().context().getBeansOfType(Routes.class).values().stream()
                        .flatMap(r -> r.all().stream())
                        .filter(r -> !r.path().startsWith(Route.SCIM))
                        .toList();
        Set<String> told = new TreeSet<>();
        Set<String> promised = new TreeSet<>();
        for (Route route : routes) {
            if (Locations.of(route, routes) != null && promised(route) != null) {
                told.add(route.name());
            }
            if (promised(route) instanceof Map<?, ?> headers && headers.containsKey("Location")) {
                promised.add(route.name());
            }
        }
        assertEquals(promised, told);
        assertFalse(told.isEmpty());
    }

    /// The headers of its 201; null if it has none.
    private static @Nullable Object promised(Route route) {
        if (!(PATHS.get(route.path()) instanceof Map<?, ?> path)
                || !(path.get(route.method().toLowerCase(Locale.ROOT)) instanceof Map<?, ?> one)
                || !(one.get("responses") instanceof Map<?, ?> answers)
                || !(answers.get("201") instanceof Map<?, ?> made)) {
            return null;
        }
        return made.get("headers");
    }

    @Test
    void aRepeatedAnswerSaysSo() {
        Hospital hospital = Hospital.open();
        Answer first = sent(hospital, "/orders", ORDER, "order");
        assertEquals("", first.is(201).header(REPEATED));
        Answer again = sent(hospital, "/orders", ORDER, "order");
        assertEquals("true", again.is(201).header(REPEATED));
        assertEquals(first.text(), again.text());
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals("", sent(hospital, "/orders", ORDER, "other").is(201).header(REPEATED));
        hospital.buy(Hospital.INSPECTIONS);
        assertEquals("", hospital.use(7, "monday").is(201).header(REPEATED));
        assertEquals("true", hospital.use(7, "monday").is(201).header(REPEATED));
        Caller metering =
                new Caller(
                        "http://127.0.0.1:" + TestServer.server().meteringPort().orElseThrow(),
                        TestServer.TOKEN,
                        hospital.caller().realm());
        String use =
                """
                {"organization": "first-hospital", "resource": "aimis/cloud-inspection",
                 "quantity": 7, "key": "monday"}
                """;
        assertEquals(
                "true", metering.send("POST", "/v1/uses", use, Map.of()).is(201).header(REPEATED));
    }

    @Test
    void aRepeatedRequestForAKeySaysSo() {
        Hospital hospital = Hospital.open();
        String wanted =
                """
                {"name": "scanner", "actions": ["organization.read"],
                 "expires_at": "%s", "units_per_second": 100}
                """
                        .formatted(Instant.now().plusSeconds(86_400));
        String key = UUID.randomUUID().toString();
        assertEquals("", sent(hospital, "/keys", wanted, key).is(201).header(REPEATED));
        assertEquals("true", sent(hospital, "/keys", wanted, key).is(201).header(REPEATED));
    }

    @Test
    void aKeyIsToldWhatIsLeftToIt() {
        Hospital hospital = Hospital.open();
        Answer made =
                hospital.post(
                                "/keys",
                                """
                                {"name": "scanner", "actions": ["organization.read"],
                                 "expires_at": "%s", "units_per_second": 100}
                                """
                                        .formatted(Instant.now().plusSeconds(86_400)))
                        .is(201);
        assertEquals("", made.header("RateLimit"));
        Caller program = new Caller(TestServer.root(), made.at("/secret"), null);
        Answer answer = program.get(Hospital.PATH).is(200);
        assertEquals("\"units\";q=100;w=1", answer.header("RateLimit-Policy"));
        assertTrue(
                answer.header("RateLimit").matches("\"units\";r=(7[5-9]|[89][0-9]|100);t=1"),
                answer.header("RateLimit"));
        Answer refused = program.get(Hospital.PATH + "/orders").is(403, "FORBIDDEN");
        assertEquals("\"units\";q=100;w=1", refused.header("RateLimit-Policy"));
        for (int tries = 0; tries < 1_000 && answer.status() != 429; tries++) {
            answer = program.get(Hospital.PATH);
        }
        assertEquals("\"units\";q=100;w=1", answer.is(429).header("RateLimit-Policy"));
        assertTrue(answer.header("RateLimit").matches("\"units\";r=\\d{1,2};t=1"));
    }
}
