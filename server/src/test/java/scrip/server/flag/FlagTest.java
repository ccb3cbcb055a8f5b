package scrip.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Features as flags, by OFREP.
class FlagTest {

    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final String BASIC = "{\"item\": \"aimis/basic\", \"months\": 1}";

    private final Hospital hospital = Hospital.open();
    private final Caller aimis = key("aimis");

    private Caller key(String product) {
        String secret =
                hospital.caller()
                        .post(
                                "/v1/keys",
                                """
                                {"name": "flags", "product": "%s", "actions": ["access.read"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(product, TenantTest.nextYear()))
                        .is(201)
                        .at("/secret");
        return new Caller(TestServer.root(), secret, null);
    }

    private static String context(String organization, String more) {
        return "{\"context\": {\"targetingKey\": \"%s\"%s}}".formatted(organization, more);
    }

    private static Answer evaluate(Caller caller, String flag, String body) {
        return caller.send("POST", ALL + "/" + flag, body, Map.of());
    }

    private Answer basic(String more) {
        return evaluate(aimis, "aimis/basic", context(Hospital.ID, more));
    }

    private static Answer all(Caller caller, String body, String tag) {
        return caller.send("POST", ALL, body, Map.of("If-None-Match", tag));
    }

    @Test
    void aFlagIsTrueWhileAccessIsAllowed() {
        basic("")
                .is(200)
                .has("/key", "aimis/basic")
                .has("/value", "false")
                .has("/reason", "TARGETING_MATCH")
                .has("/variant", "DENIED")
                .has("/metadata/reason", "NOT_LICENSED");
        hospital.buy(BASIC);
        basic("")
                .is(200)
                .has("/value", "true")
                .has("/variant", "ALLOWED")
                .has("/metadata/surface", "API")
                .has("/metadata/until", "2026-04-01T16:00:00Z")
                .has("/metadata/item", "aimis/basic");
        hospital.clock("2026-04-02T16:00:00Z");
        basic("").is(200).has("/value", "false").has("/metadata/reason", "SUSPENDED");
        basic(", \"surface\": \"CONSOLE\"")
                .is(200)
                .has("/value", "false")
                .has("/variant", "READ_ONLY");
        hospital.buy(BASIC);
        basic(", \"surface\": \"PATIENT\"").is(200).has("/value", "true");
    }

    @Test
    void whatIsLeftIsToldInTheMetadata() {
        hospital.buy(Hospital.INSPECTIONS);
        evaluate(
                        aimis,
                        "aimis/cloud-inspection",
                        context(Hospital.ID, ", \"storage_years\": 5.0, \"plan\": {\"a\": [1]}"))
                .is(200)
                .has("/value", "true")
                .has("/metadata/left", "1000")
                .has("/metadata/arrears", "0");
    }

    @Test
    void theSlashOfAnItemMayBeEncodedAndABareNameHasNone() {
        hospital.buy(BASIC);
        evaluate(aimis, "aimis%2Fbasic", context(Hospital.ID, "")).is(200).has("/value", "true");
        evaluate(aimis, "aimis%2fbasic", context(Hospital.ID, "")).is(200).has("/value", "true");
        evaluate(aimis, "report-management", context(Hospital.ID, ""))
                .is(200)
                .has("/key", "report-management")
                .has("/value", "true");
    }

    private static void fails(Answer answer, int status, String code) {
        answer.is(status).has("/errorCode", code);
        assertFalse(answer.at("/errorDetails").isEmpty(), answer.text());
        assertEquals("", answer.at("/value"));
        assertEquals("application/json", answer.header("Content-Type"));
    }

    @Test
    void whatCannotBeAnsweredIsAnErrorWithItsCode() {
        fails(evaluate(aimis, "aimis/nothing", context(Hospital.ID, "")), 404, "FLAG_NOT_FOUND");
        fails(
                evaluate(aimis, "ipc/health-analysis-summary", context(Hospital.ID, "")),
                404,
                "FLAG_NOT_FOUND");
        fails(evaluate(aimis, "aimis/basic", "{}"), 400, "TARGETING_KEY_MISSING");
        fails(evaluate(aimis, "aimis/basic", context("", "")), 400, "TARGETING_KEY_MISSING");
        for (String wrong :
                List.of(
                        context("No Hospital", ""),
                        context("no-hospital", ""),
                        context(Hospital.ID, ", \"surface\": \"PHONE\""),
                        context(Hospital.ID, ", \"within\": 7"),
                        context(Hospital.ID, ", \"storage_years\": 1.5"))) {
            fails(evaluate(aimis, "aimis/basic", wrong), 400, "INVALID_CONTEXT");
            fails(all(aimis, wrong, "x"), 400, "INVALID_CONTEXT");
        }
        fails(evaluate(aimis, "aimis/basic", "{"), 400, "PARSE_ERROR");
        fails(all(aimis, "{}", "x"), 400, "TARGETING_KEY_MISSING");
        Caller nobody = new Caller(TestServer.root(), "scrip_test_nothing", null);
        fails(evaluate(nobody, "aimis/basic", context(Hospital.ID, "")), 401, "GENERAL");
    }

    @Test
    void allFlagsOfTheKeysProductAreThere() {
        hospital.buy(BASIC);
        List<String> flags = new ArrayList<>();
        List<String> on = new ArrayList<>();
        all(aimis, context(Hospital.ID, ""), "x")
                .is(200)
                .json()
                .at("/flags")
                .forEach(flag -> {
                    flags.add(flag.at("/key").asString());
                    if (flag.at("/value").asBoolean()) {
                        on.add(flag.at("/key").asString());
                    }
                });
        assertTrue(flags.contains("aimis/advanced-viewing"), flags.toString());
        assertTrue(flags.contains("report-management"), flags.toString());
        assertTrue(flags.stream().noneMatch(f -> f.startsWith("ipc/")), flags.toString());
        assertTrue(on.contains("aimis/basic") && on.contains("data-management"), on.toString());
        assertFalse(on.contains("aimis/advanced-viewing"), on.toString());
    }

    /// The flags of two organizations that have nothing are alike, and so are those of two
    /// surfaces.
    @Test
    void theTagCoversTheContextAndWhatIsLeft() {
        hospital.caller()
                .put(
                        "/v1/organizations/second-hospital",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Second\"}")
                .is(200);
        String own = context(Hospital.ID, "");
        String tag = all(aimis, own, "x").is(200).header("ETag");
        String gzip = tag.substring(0, tag.length() - 1) + "-gzip\"";
        for (String sent : List.of(tag, "W/" + tag, gzip, "\"other\", " + tag)) {
            Answer same = all(aimis, own, sent).is(304);
            assertEquals("", same.text());
            assertEquals(tag, same.header("ETag"));
        }
        assertNotEquals(
                tag, all(aimis, context("second-hospital", ""), tag).is(200).header("ETag"));
        all(aimis, context(Hospital.ID, ", \"surface\": \"PATIENT\""), tag).is(200);
        hospital.buy(Hospital.INSPECTIONS);
        String bought = all(aimis, own, tag).is(200).header("ETag");
        all(aimis, own, bought).is(304);
        hospital.use(1, "one").is(201);
        all(aimis, own, bought).is(200);
    }
}
