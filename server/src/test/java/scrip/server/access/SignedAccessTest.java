package scrip.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;
import tools.jackson.databind.JsonNode;

/// Signed answers that a product keeps while the server is unreachable (X2).
class SignedAccessTest {

    private static final String ITEM = "ipc/pre-consultation-assistant";

    private final Hospital hospital = Hospital.open();

    @Test
    void aSignedAnswerCanBeVerifiedAndStatesHowLongItMayBeKept() throws Exception {
        hospital.buy("{\"item\": \"" + ITEM + "\", \"months\": 1}");
        Caller.Answer answer =
                ask("&signed=true")
                        .is(200)
                        .has("/access", "ALLOWED")
                        .has("/realm", hospital.caller().realm());
        SignedText signed = SignedText.of(answer.at("/jws"));
        assertEquals("EdDSA", signed.header().at("/alg").asString());
        assertEquals("scrip-access+jwt", signed.header().at("/typ").asString());
        assertTrue(signed.isGenuine());
        String[] parts = answer.at("/jws").split("[.]", -1);
        String forged =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                signed.claims()
                                        .toString()
                                        .replace("ALLOWED", "DENIED")
                                        .getBytes(StandardCharsets.UTF_8));
        assertFalse(SignedText.of(parts[0] + "." + forged + "." + parts[2]).isGenuine());
    }

    @Test
    void whatIsSignedIsTheAnswerWithItsQuestionAndItsEnd() {
        hospital.buy("{\"item\": \"" + ITEM + "\", \"months\": 1}");
        Caller.Answer answer = ask("&signed=true&storage_years=5").is(200);
        JsonNode claims = SignedText.of(answer.at("/jws")).claims();
        Iterator<Map.Entry<String, JsonNode>> fields = answer.json().properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("jws")) {
                assertEquals(field.getValue(), claims.get(field.getKey()), field.getKey());
            }
        }
        assertEquals(5, claims.at("/storage_years").asInt());
        assertTrue(claims.at("/iss").asString().startsWith("http"), claims::toString);
        assertEquals(seconds(answer.at("/at")), claims.at("/iat").asLong());
        assertEquals(seconds(answer.at("/offline_until")), claims.at("/exp").asLong());
    }

    /// Whoever verifies without asking whether there is an end takes it as one without an end.
    @Test
    void anAnswerThatMustNotBeKeptEndsWhenItBegins() {
        Caller.Answer answer =
                hospital.caller()
                        .get(
                                "/v1/access?organization=%s&feature=unheard-of&surface=API&signed=true"
                                        .formatted(Hospital.ID))
                        .is(200)
                        .has("/offline_until", "");
        JsonNode claims = SignedText.of(answer.at("/jws")).claims();
        assertEquals(claims.at("/iat").asLong(), claims.at("/exp").asLong());
    }

    @Test
    void aSignedAnswerIsKeptNoLongerThanItIsTrue() {
        hospital.buy("{\"item\": \"" + ITEM + "\", \"months\": 1}");
        hospital.clock("2026-04-01T15:59:59Z");
        Caller.Answer answer = ask("&signed=true").is(200);
        assertEquals("2026-04-01T16:00:00Z", answer.at("/until"));
        assertEquals("2026-04-01T16:00:00Z", answer.at("/offline_until"));
    }

    @Test
    void anAnswerIsSignedOnlyOnRequest() {
        ask("").is(200).has("/jws", "");
        ask("&signed=perhaps").is(400);
        ask("&signed=true&as_of=2026-03-01T09:00:00Z").is(400);
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private Caller.Answer ask(String more) {
        return hospital.caller()
                .get(
                        "/v1/access?organization=%s&feature=%s&surface=API%s"
                                .formatted(Hospital.ID, ITEM, more));
    }
}
