package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static scrip.server.federation.SignOnServer.hospital;
import static scrip.server.federation.SignOnServer.invited;
import static scrip.server.federation.SignOnServer.linked;
import static scrip.server.federation.SignOnServer.vendor;
import static scrip.server.federation.SignOnServer.wanted;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;

/// Who may set up which provider, and what is wrong with one.
class ProvidersTest {

    private static final String PROVIDERS = "/identity-providers";

    private final LyingProvider provider = new LyingProvider();
    private final String place = hospital();

    @AfterEach
    void close() {
        provider.close();
    }

    private String test(String id) {
        Answer answer = vendor().post(place + PROVIDERS + "/" + id + "/test", "{}").is(200);
        return answer.has("/works", "false").at("/fault");
    }

    @Test
    void aTestReadsWhatTheProviderSaysAndItsKeys() {
        String id = SignOnServer.made(place, provider, Map.of());
        vendor().post(place + PROVIDERS + "/" + id + "/test", "{}")
                .is(200)
                .has("/works", "true")
                .has("/keys", "1")
                .has("/takes_challenge", "true")
                .has("/names_itself", "true")
                .has("/ends_sessions", "true");
        Answer listed = vendor().get(place + PROVIDERS).is(200).has("/items/0/id", id);
        assertTrue(listed.at("/items/0/redirect_uri").endsWith("/sign-on/" + id));
        assertFalse(listed.text().contains(provider.secret));
    }

    @Test
    void itSaysWhatIsWrong() {
        String id = SignOnServer.made(place, provider, Map.of());
        provider.said.put("issuer", provider.issuer() + "/");
        assertTrue(test(id).contains("to the last slash"), test(id));
        provider.said.put("issuer", provider.issuer());
        provider.said.put("token_endpoint", "http://id.hospital.example/token");
        assertTrue(test(id).contains("token_endpoint"), test(id));
        provider.said.put("token_endpoint", provider.issuer() + "/token");
        provider.said.put("jwks_uri", provider.issuer() + "/elsewhere");
        assertTrue(test(id).contains("redirect"), test(id));
        provider.said.put("jwks_uri", provider.issuer() + "/nothing");
        assertTrue(test(id).endsWith("it answers 404"), test(id));
        provider.said.put("jwks_uri", "https://10.255.255.1/keys");
        assertTrue(test(id).contains(InsideAddresses.SETTING), test(id));
        provider.said.put("jwks_uri", provider.issuer() + "/keys");
        provider.said.put("more", "x".repeat(ProviderHttp.BYTES_MAX));
        assertTrue(test(id).contains("larger"), test(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com/common/v2.0",
                "https://login.microsoftonline.com/organizations/v2.0",
                "https://login.microsoftonline.com/{tenantid}/v2.0",
                "http://id.hospital.example",
                "https://id.hospital.example?a=b",
                "file:///etc/passwd",
                "id.hospital.example"
            })
    void noIssuerIsTakenThatIsNotExactlyOne(String issuer) {
        vendor().post(place + PROVIDERS, wanted(provider, Map.of("issuer", issuer)))
                .is(422, "PROVIDER_NOT_ACCEPTED");
    }

    @Test
    void anAddressInsideIsRefusedUnlessTheOperatorAllowsIt() {
        Caller other = TestServer.live();
        other.put(
                        "/v1/organizations/sign-on-inside",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"I\"}")
                .is(200);
        String there = "/v1/organizations/sign-on-inside" + PROVIDERS;
        String id = other.post(there, wanted(provider, Map.of())).is(201).at("/id");
        Answer answer = other.post(there + "/" + id + "/test", "{}").is(200);
        assertTrue(answer.at("/fault").contains(InsideAddresses.SETTING), answer.text());
    }

    @Test
    void anOwnerSetsUpTheirOwnAndTheVendorGivesTheDomains() {
        Browser owner = invited(place, Browser.freshEmail(), "owner");
        owner.post(
                        place + PROVIDERS,
                        wanted(provider, Map.of("domains", List.of("hospital.example"))))
                .is(403, "FORBIDDEN");
        Answer made = owner.post(place + PROVIDERS, wanted(provider, Map.of())).is(201);
        String one = place + PROVIDERS + "/" + made.at("/id");
        vendor().put(one, wanted(provider, Map.of("domains", List.of("hospital.example"))))
                .is(200)
                .has("/domains/0", "hospital.example");
        // Kept as they are, and one's own to give up.
        owner.put(
                        one,
                        wanted(
                                provider,
                                Map.of("domains", List.of("hospital.example"), "name", "Other")))
                .is(200)
                .has("/domains/0", "hospital.example");
        owner.put(
                        one,
                        wanted(
                                provider,
                                Map.of(
                                        "domains",
                                        List.of("hospital.example"),
                                        "issuer",
                                        "https://id.elsewhere.example")))
                .is(200)
                .has("/domains/0", "");
        owner.get(hospital() + PROVIDERS).is(404, "UNKNOWN_ORGANIZATION");
        owner.get("/v1/identity-providers").is(403, "FORBIDDEN");
        Browser operator = invited(place, Browser.freshEmail(), "operator");
        operator.get(place + PROVIDERS).is(403, "FORBIDDEN");
        invited("/v1/staff", Browser.freshEmail(), "sales")
                .get(place + PROVIDERS)
                .is(403, "FORBIDDEN");
    }

    @Test
    void anotherIssuerEndsWhatTheOneBeforeBegan() {
        String id = SignOnServer.made(place, provider, Map.of());
        Browser known = invited(place, Browser.freshEmail(), "viewer");
        linked(known, id).is(200);
        Browser browser = SignOnServer.browser();
        SignOnServer.signedOn(browser, id).is(200);
        vendor().put(
                        place + PROVIDERS + "/" + id,
                        wanted(provider, Map.of("issuer", "https://id.elsewhere.example")))
                .is(200);
        browser.get("/v1/session").is(401);
        known.get("/v1/identities").is(200).has("/items/0/id", "");
    }

    /// Or whoever was sent away would go on being everybody whom it knew.
    @Test
    void whenWhoeverSetItUpMayNoLongerItSignsNobodyInUntilItIsConfirmed() {
        Browser owner = invited(place, Browser.freshEmail(), "owner");
        Browser other = invited(place, Browser.freshEmail(), "owner");
        provider.now = SignOnServer.now();
        String id =
                owner.post(place + PROVIDERS, wanted(provider, Map.of()))
                        .is(201)
                        .has("/needs_confirmation", "false")
                        .at("/id");
        linked(other, id).is(200);
        Browser browser = SignOnServer.browser();
        SignOnServer.signedOn(browser, id).is(200);
        Browser late = SignOnServer.browser();
        Map<String, String> returned = SignOnServer.gone(late, id);
        other.delete(place + "/people/" + SignOnServer.person(owner)).is(200);
        browser.get("/v1/session").is(401);
        SignOnServer.browser().post("/v1/sign-on/" + id, "{}").is(502, "PROVIDER_FAULTY");
        SignOnServer.back(late, id, returned).is(502, "PROVIDER_FAULTY");
        other.get(place + PROVIDERS)
                .is(200)
                .has("/items/0/enabled", "true")
                .has("/items/0/needs_confirmation", "true");
        String entries = other.get(place + "/audit?search=" + id).is(200).text();
        assertTrue(entries.contains("sign-on.unconfirmed"), entries);
        assertTrue(entries.contains("sign-on.refused"), entries);
        // Saved as it is.
        other.put(
                        place + PROVIDERS + "/" + id,
                        """
                        {"name": "Hospital", "issuer": "%s", "client_id": "scrip"}
                        """
                                .formatted(provider.issuer()))
                .is(200)
                .has("/needs_confirmation", "false");
        browser.get("/v1/session").is(401);
        SignOnServer.signedOn(browser, id).is(200);
    }

    @Test
    void whatIsMadeChangedAndRemovedIsInTheAuditLog() {
        String id = SignOnServer.made(place, provider, Map.of());
        vendor().put(place + PROVIDERS + "/" + id, wanted(provider, Map.of("name", "New name")))
                .is(200);
        vendor().delete(place + PROVIDERS + "/" + id).is(200);
        String entries = vendor().get("/v1/audit?search=" + id).is(200).text();
        for (String action : List.of("post", "put", "delete")) {
            assertTrue(entries.contains("identity-providers." + action), entries);
        }
        assertFalse(entries.contains(provider.secret));
    }
}
