package scrip.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// The public provider of OFREP for Java, which knows nothing of Scrip, evaluates features.
class PublicProviderTest {

    private static final String FLAG = "aimis/basic";

    private final Hospital hospital = Hospital.open();
    private final Client client = client();

    private Client client() {
        String key =
                hospital.caller()
                        .post(
                                "/v1/keys",
                                """
                                {"name": "flags", "product": "aimis", "actions": ["access.read"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(TenantTest.nextYear()))
                        .is(201)
                        .at("/secret");
        String domain = hospital.caller().realm();
        OpenFeatureAPI.getInstance()
                .setProviderAndWait(
                        domain,
                        OfrepProvider.constructProvider(
                                OfrepProviderOptions.builder()
                                        .baseUrl(TestServer.root())
                                        .headers(
                                                ImmutableMap.of(
                                                        "Authorization",
                                                        ImmutableList.of("Bearer " + key)))
                                        .build()));
        return OpenFeatureAPI.getInstance().getClient(domain);
    }

    @AfterAll
    static void stop() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    private static EvaluationContext context(String organization, String surface) {
        return new ImmutableContext(organization, Map.of("surface", new Value(surface)));
    }

    private FlagEvaluationDetails<Boolean> evaluate(String flag, EvaluationContext context) {
        return client.getBooleanDetails(flag, false, context);
    }

    @Test
    void featuresAreFlags() {
        EvaluationContext doctor = context(Hospital.ID, "console");
        assertFalse(client.getBooleanValue(FLAG, true, doctor));
        hospital.buy("{\"item\": \"aimis/basic\", \"months\": 1}");
        FlagEvaluationDetails<Boolean> on = evaluate(FLAG, doctor);
        assertTrue(on.getValue(), on.toString());
        assertEquals("TARGETING_MATCH", on.getReason());
        assertEquals("ALLOWED", on.getVariant());
        assertEquals("2026-04-01T16:00:00Z", on.getFlagMetadata().getString("until"));
        hospital.clock("2026-04-02T16:00:00Z");
        FlagEvaluationDetails<Boolean> off = evaluate(FLAG, doctor);
        assertFalse(off.getValue());
        assertEquals("READ_ONLY", off.getVariant());
        assertEquals("SUSPENDED", off.getFlagMetadata().getString("reason"));
        assertTrue(client.getBooleanValue("report-management", true, doctor) == false);
    }

    @Test
    void anErrorHandsBackTheCallersDefaultWithItsCode() {
        FlagEvaluationDetails<Boolean> unknown =
                client.getBooleanDetails("aimis/nothing", true, context(Hospital.ID, "api"));
        assertTrue(unknown.getValue());
        assertEquals(ErrorCode.FLAG_NOT_FOUND, unknown.getErrorCode());
        assertEquals(
                ErrorCode.INVALID_CONTEXT,
                evaluate(FLAG, context("no-hospital", "api")).getErrorCode());
        assertEquals(
                ErrorCode.TYPE_MISMATCH,
                client.getStringDetails(FLAG, "x", context(Hospital.ID, "api")).getErrorCode());
    }
}
