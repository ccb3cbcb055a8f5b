package scrip.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.client.ClientOptions;
import scrip.client.ScripClient;

/// The scenarios of evaluation that the specification of OpenFeature has, as they are for flags
/// that are either on or off.
class EvaluationTest {

    private static final String FLAG = "aimis/advanced-viewing";
    private static final EvaluationContext HOSPITAL = new ImmutableContext("first-hospital");
    private static final String ALLOWED =
            """
            {"access": "ALLOWED", "at": "2026-03-01T09:00:00Z", "until": "2026-04-01T00:00:00Z",
             "item": "aimis/advanced-viewing"}
            """;
    private static final String SUSPENDED =
            """
            {"access": "DENIED", "at": "2026-03-01T09:00:00Z", "reason": "SUSPENDED", "available": 0,
             "arrears": 500, "advice": {"action": "TOP_UP", "text": "top up at least 501"}}
            """;

    private ScriptedServer server;
    private ScripClient scrip;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedServer();
        scrip =
                ScripClient.open(
                        ClientOptions.of(server.root(), "secret")
                                .withTimes(
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(5),
                                        Duration.ofMillis(10)));
        OpenFeatureAPI.getInstance().setProviderAndWait("scrip", new ScripProvider(scrip));
        client = OpenFeatureAPI.getInstance().getClient("scrip");
    }

    @AfterEach
    void close() throws Exception {
        OpenFeatureAPI.getInstance().shutdown();
        scrip.close();
        server.close();
    }

    private FlagEvaluationDetails<Boolean> details(boolean byDefault, EvaluationContext context) {
        return client.getBooleanDetails(FLAG, byDefault, context);
    }

    @Test
    void aBooleanIsTheValueOfTheFlagAndNotTheDefault() {
        server.say(200, "first-hospital", FLAG, ALLOWED);
        assertTrue(client.getBooleanValue(FLAG, false, HOSPITAL));
        server.say(200, "first-hospital", FLAG, SUSPENDED);
        assertFalse(client.getBooleanValue(FLAG, true, HOSPITAL));
    }

    @Test
    void detailsHaveTheVariantTheReasonAndMetadata() {
        server.say(200, "first-hospital", FLAG, ALLOWED);
        FlagEvaluationDetails<Boolean> on = details(false, HOSPITAL);
        assertEquals(FLAG, on.getFlagKey());
        assertTrue(on.getValue());
        assertEquals("ALLOWED", on.getVariant());
        assertEquals("TARGETING_MATCH", on.getReason());
        assertNull(on.getErrorCode());
        assertEquals("2026-04-01T00:00:00Z", on.getFlagMetadata().getString("until"));
        assertEquals(FLAG, on.getFlagMetadata().getString("item"));
        server.say(200, "first-hospital", FLAG, SUSPENDED);
        FlagEvaluationDetails<Boolean> off = details(true, HOSPITAL);
        assertEquals("DENIED", off.getVariant());
        assertEquals("SUSPENDED", off.getFlagMetadata().getString("reason"));
        assertEquals(500, off.getFlagMetadata().getLong("arrears"));
        assertEquals(0, off.getFlagMetadata().getLong("left"));
        assertEquals("top up at least 501", off.getFlagMetadata().getString("advice"));
    }

    @Test
    void whatMayOnlyBeReadIsOff() {
        server.say(200, "first-hospital", FLAG, "{\"access\": \"READ_ONLY\"}");
        assertFalse(details(true, HOSPITAL).getValue());
        assertEquals("READ_ONLY", details(true, HOSPITAL).getVariant());
        server.say(200, "first-hospital", FLAG, "{\"access\": \"PERHAPS\"}");
        assertFalse(details(true, HOSPITAL).getValue());
    }

    @Test
    void theContextIsEvaluatedAndThatOfTheCallCountsMore() {
        server.say(200, "first-hospital", FLAG, ALLOWED);
        server.say(200, "second-hospital", FLAG, SUSPENDED);
        client.setEvaluationContext(
                new ImmutableContext("second-hospital", Map.of("surface", new Value("console"))));
        assertFalse(client.getBooleanValue(FLAG, true));
        assertTrue(server.asked().contains("surface=CONSOLE"), server.asked());
        assertTrue(client.getBooleanValue(FLAG, false, HOSPITAL));
        EvaluationContext whole =
                new ImmutableContext(
                        "first-hospital",
                        Map.of(
                                "surface", new Value("PATIENT"),
                                "within", new Value("group"),
                                "storage_years", new Value(5.0)));
        assertTrue(details(false, whole).getValue());
        assertTrue(server.asked().endsWith("&within=group&storage_years=5"), server.asked());
    }

    @Test
    void anotherTypeHandsBackTheDefault() {
        server.say(200, "first-hospital", FLAG, ALLOWED);
        FlagEvaluationDetails<String> text = client.getStringDetails(FLAG, "x", HOSPITAL);
        assertEquals("x", text.getValue());
        assertEquals(ErrorCode.TYPE_MISMATCH, text.getErrorCode());
        assertEquals("ERROR", text.getReason());
        assertEquals(13, client.getIntegerDetails(FLAG, 13, HOSPITAL).getValue());
        assertEquals(
                ErrorCode.TYPE_MISMATCH,
                client.getIntegerDetails(FLAG, 13, HOSPITAL).getErrorCode());
        assertEquals(0.5, client.getDoubleDetails(FLAG, 0.5, HOSPITAL).getValue());
        Value object = new Value(Structure.mapToStructure(Map.of("a", 1)));
        assertEquals(object, client.getObjectValue(FLAG, object, HOSPITAL));
    }

    private void assertFails(ErrorCode code, EvaluationContext context) {
        for (boolean byDefault : new boolean[] {true, false}) {
            FlagEvaluationDetails<Boolean> failed = details(byDefault, context);
            assertEquals(byDefault, failed.getValue());
            assertEquals(code, failed.getErrorCode(), failed::toString);
            assertEquals("ERROR", failed.getReason());
            assertFalse(failed.getErrorMessage().isEmpty());
        }
    }

    private void refuse(int status, String code) {
        server.say(status, "first-hospital", FLAG, "{\"code\": \"" + code + "\"}");
    }

    @Test
    void anErrorHandsBackTheDefaultWithItsCode() {
        assertFails(ErrorCode.TARGETING_KEY_MISSING, new ImmutableContext());
        for (Map.Entry<String, Value> faulty :
                Map.of(
                                "surface", new Value("cellar"),
                                "within", new Value(3),
                                "storage_years", new Value("five"))
                        .entrySet()) {
            assertFails(
                    ErrorCode.INVALID_CONTEXT,
                    new ImmutableContext(
                            "first-hospital", Map.of(faulty.getKey(), faulty.getValue())));
        }
        refuse(404, "UNKNOWN_ITEM");
        assertFails(ErrorCode.FLAG_NOT_FOUND, HOSPITAL);
        refuse(404, "UNKNOWN_ORGANIZATION");
        assertFails(ErrorCode.INVALID_CONTEXT, HOSPITAL);
        refuse(400, "INPUT_INVALID");
        assertFails(ErrorCode.INVALID_CONTEXT, HOSPITAL);
        refuse(401, "UNAUTHENTICATED");
        assertFails(ErrorCode.GENERAL, HOSPITAL);
        refuse(503, "UNAVAILABLE");
        assertFails(ErrorCode.GENERAL, HOSPITAL);
    }

    @Test
    void aServerThatIsAwayFromTheBeginningOpensNothing() {
        server.close();
        assertFails(ErrorCode.GENERAL, HOSPITAL);
    }
}
