package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static scrip.server.federation.SignOnServer.back;
import static scrip.server.federation.SignOnServer.browser;
import static scrip.server.federation.SignOnServer.gone;
import static scrip.server.federation.SignOnServer.hospital;
import static scrip.server.federation.SignOnServer.invited;
import static scrip.server.federation.SignOnServer.lastRefusal;
import static scrip.server.federation.SignOnServer.later;
import static scrip.server.federation.SignOnServer.linked;
import static scrip.server.federation.SignOnServer.made;
import static scrip.server.federation.SignOnServer.now;
import static scrip.server.federation.SignOnServer.signedOn;
import static scrip.server.federation.SignOnServer.vendor;
import static scrip.server.federation.SignOnServer.visited;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.federation.LyingProvider.Lie;

/// Going to a provider and coming back: what is true begins a session, and no lie does.
class SignOnTest {

    private final LyingProvider provider = new LyingProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    /// Somebody of a new hospital who has linked who they are at its provider.
    private Browser linkedPerson(String place, String id) {
        Browser browser = invited(place, Browser.freshEmail(), "viewer");
        linked(browser, id).is(200).has("/purpose", "LINK");
        return browser;
    }

    @Test
    void whoeverHasLinkedThemselvesSignsInWithANewSession() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        Browser before = linkedPerson(place, id);
        Browser browser = browser();
        String planted = browser.cookie("scrip_session");
        signedOn(browser, id)
                .is(200)
                .has("/purpose", "SIGN_IN")
                .has("/session/method", "SINGLE_SIGN_ON")
                .has("/session/second_factor", "NONE");
        assertNotEquals(planted, browser.cookie("scrip_session"));
        String person = before.get("/v1/session").is(200).at("/person/id");
        browser.get("/v1/session").is(200).has("/person/id", person);
        browser.get(place).is(200);
        before.get("/v1/identities")
                .is(200)
                .has("/items/0/subject", String.valueOf(provider.claims.get("sub")))
                .has("/items/0/linked_by", "PERSON");
    }

    @ParameterizedTest
    @EnumSource(
            value = Lie.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void noLieSignsAnybodyIn(Lie lie) {
        String place = hospital();
        String id = made(place, provider, Map.of());
        linkedPerson(place, id);
        provider.lie = lie;
        Browser browser = browser();
        signedOn(browser, id).is(401, "SIGN_ON_REFUSED");
        browser.get("/v1/session").is(401);
        assertTrue(String.valueOf(lastRefusal()).contains(id), lastRefusal());
        provider.lie = Lie.NONE;
        signedOn(browser, id).is(200);
    }

    @Test
    void newKeysOfTheProviderAreTakenAtOnce() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        linkedPerson(place, id);
        signedOn(browser(), id).is(200);
        provider.rotateKeys();
        signedOn(browser(), id).is(200);
    }

    @Test
    void whatWasBegunWorksOnceInItsBrowserAndForAQuarterOfAnHour() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        linkedPerson(place, id);
        Browser browser = browser();
        Map<String, String> returned = gone(browser, id);
        back(browser(), id, returned).is(401, "SIGN_ON_REFUSED");
        // Shown once, whoever showed it.
        back(browser, id, returned).is(401, "SIGN_ON_REFUSED");
        Map<String, String> again = gone(browser, id);
        back(browser, id, again).is(200);
        back(browser, id, again).is(401, "SIGN_ON_REFUSED");
        Map<String, String> late = gone(browser, id);
        later(SignOns.LENGTH_MAX);
        back(browser, id, late).is(401, "SIGN_ON_REFUSED");
        provider.now = now();
        Map<String, String> refused = new LinkedHashMap<>(gone(browser, id));
        refused.remove("code");
        refused.put("error", "access_denied");
        back(browser, id, refused).is(401, "SIGN_ON_REFUSED");
    }

    @Test
    void aCodeOfOneProviderIsNothingAtTheOther() {
        try (LyingProvider other = new LyingProvider()) {
            String place = hospital();
            String one = made(place, provider, Map.of());
            String two = made(place, other, Map.of("name", "Other"));
            linkedPerson(place, one);
            Browser browser = browser();
            Map<String, String> returned = gone(browser, one);
            back(browser, two, returned).is(401, "SIGN_ON_REFUSED");
            // The same with a state that was begun there.
            Map<String, String> mixed = new LinkedHashMap<>(gone(browser, two));
            mixed.put("code", String.valueOf(gone(browser, one).get("code")));
            back(browser, two, mixed).is(401, "SIGN_ON_REFUSED");
        }
    }

    @Test
    void theProviderIsToldWhereToComeBackToAndAChallenge() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        Answer begun = browser().post("/v1/sign-on/" + id, "{}").is(200);
        String query = begun.at("/location").replaceFirst("^[^?]*[?]", "");
        Map<String, String> asked = LyingProvider.form(query);
        assertEquals("S256", asked.get("code_challenge_method"));
        assertTrue(String.valueOf(asked.get("redirect_uri")).endsWith("/sign-on/" + id));
        assertEquals("openid email profile", asked.get("scope"));
        assertFalse(asked.containsKey("client_secret"));
        List<String> stored =
                SignOnServer.DATABASE
                        .database()
                        .readAll(sql ->
                                sql.sql(
                                                "select r::text from authorization_requests r union all select p::text from identity_providers p")
                                        .query(String.class)
                                        .list());
        String hex = HexFormat.of().formatHex(provider.secret.getBytes(StandardCharsets.UTF_8));
        assertTrue(
                stored.stream()
                        .noneMatch(row -> row.contains(provider.secret) || row.contains(hex)));
        assertTrue(
                stored.stream().noneMatch(row -> row.contains(String.valueOf(asked.get("state")))));
    }

    @Test
    void theDomainOfAnAddressTellsTheProviderWhoeverHasIt() {
        String place = hospital();
        String domain = place.substring(place.lastIndexOf('/') + 1) + ".example";
        String id = made(place, provider, Map.of("domains", List.of(domain)));
        browser()
                .get("/v1/sign-on?email=nobody@" + domain)
                .is(200)
                .has("/items/0/id", id)
                .has("/items/0/name", "Hospital");
        browser().get("/v1/sign-on?provider=" + id).is(200).has("/items/0/id", id);
        browser().get("/v1/sign-on?email=nobody@elsewhere.example").is(200).has("/items/0/id", "");
    }

    @Test
    void twoFactorsAtTheProviderCountAsTwoAndOneDoesNot() {
        String id = made("/v1", provider, Map.of());
        Browser browser = invited("/v1/staff", Browser.freshEmail(), "finance");
        // Whose role demands a second factor sets one up first, or brings it from the provider.
        String email = browser.get("/v1/session").is(200).at("/person/email");
        link(id, email);
        Browser one = browser();
        signedOn(one, id).is(200).has("/session/second_factor", "TO_SET_UP");
        one.get("/v1/organizations").is(403, "SECOND_FACTOR_NOT_SET_UP");
        provider.claims.put("amr", List.of("pwd", "mfa"));
        Browser two = browser();
        signedOn(two, id).is(200).has("/session/second_factor", "GIVEN");
        two.get("/v1/organizations").is(200);
        provider.claims.put("amr", List.of("pwd"));
        provider.claims.put("acr", "http://schemas.openid.net/pape/policies/2007/06/multi-factor");
        signedOn(browser(), id).is(200).has("/session/second_factor", "GIVEN");
    }

    @Test
    void whoeverHasASecondFactorIsAskedForItAfterOneFactorAtTheProvider()
            throws InvalidKeyException {
        String place = hospital();
        String id = made(place, provider, Map.of());
        Browser known = linkedPerson(place, id);
        byte[] secret =
                new Base32().decode(known.post("/v1/second-factor", "{}").is(201).at("/secret"));
        known.post("/v1/second-factor/complete", code(secret)).is(200);
        Browser browser = browser();
        signedOn(browser, id).is(200).has("/session/second_factor", "NEEDED");
        browser.get(place).is(403, "SECOND_FACTOR_NEEDED");
        later(Duration.ofSeconds(30));
        browser.post("/v1/session/second-factor", code(secret))
                .is(200)
                .has("/second_factor", "GIVEN")
                .has("/method", "SINGLE_SIGN_ON");
        vendor().delete(place + "/identity-providers/" + id).is(200);
        browser.get("/v1/session").is(401);
    }

    private static String code(byte[] secret) throws InvalidKeyException {
        String code =
                new TimeBasedOneTimePasswordGenerator()
                        .generateOneTimePasswordString(
                                new SecretKeySpec(secret, "HmacSHA1"), now());
        return "{\"code\": \"%s\"}".formatted(code);
    }

    /// Linked by hand: the person has no second factor yet, so nothing else is open to them.
    private void link(String id, String email) {
        SignOnServer.DATABASE
                .database()
                .transact(sql ->
                        sql.sql(
                                        """
                                        insert into federated_identities
                                        select gen_random_uuid(), p.provider, p.issuer, :subject, q.person,
                                            null, 'PERSON', now(), now(), null
                                        from identity_providers p, persons q
                                        where p.provider = cast(:provider as uuid)
                                            and q.email = :email
                                        """)
                                .param("provider", id)
                                .param("subject", provider.claims.get("sub"))
                                .param("email", email)
                                .update());
    }

    @Test
    void whoIsThereAgainAtTheProviderMayMakeAWayIn() {
        String place = hospital();
        String id = SignOnServer.madeWithPeople(place, provider, "owner");
        Browser browser = browser();
        signedOn(browser, id).is(200);
        later(Duration.ofMinutes(11));
        provider.now = now();
        String body = "{\"email\": \"new@hospital.example\", \"roles\": [\"VIEWER\"]}";
        browser.post(place + "/invitations", body).is(403, "SIGN_IN_STALE");
        String wanted = "{\"provider\": \"%s\"}".formatted(id);
        provider.claims.put("auth_time", now().minusSeconds(3_600).getEpochSecond());
        prove(browser, id, wanted).is(401, "SIGN_ON_REFUSED");
        provider.claims.remove("auth_time");
        Object me = provider.claims.put("sub", "somebody else");
        prove(browser, id, wanted).is(403, "SIGN_ON_NOT_LINKED");
        provider.claims.put("sub", me);
        browser.post(place + "/invitations", body).is(403, "SIGN_IN_STALE");
        browser.get("/v1/identities").is(200).has("/items/0/proves", "true");
        prove(browser, id, wanted).is(200).has("/purpose", "PROOF");
        browser.post(place + "/invitations", body).is(201);
        // For others, that is: one of their own would be whose the provider is.
        browser.post("/v1/passkeys/options", "{}").is(403, "PASSWORD_NEEDED");
    }

    private static Answer prove(Browser browser, String id, String wanted) {
        Answer begun = browser.post("/v1/session/proof/sign-on", wanted).is(200);
        return back(browser, id, visited(begun.at("/location")));
    }

    @Test
    void signingOutTellsTheWayToSignOutThereToo() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        linkedPerson(place, id);
        Browser browser = browser();
        signedOn(browser, id).is(200);
        Answer out = browser.post("/v1/session/sign-out", "{}").is(200);
        assertTrue(out.at("/location").startsWith(provider.issuer() + "/logout?"), out.text());
        Map<String, String> asked =
                LyingProvider.form(out.at("/location").replaceFirst("^[^?]*[?]", ""));
        assertEquals("scrip", asked.get("client_id"));
        assertEquals(3, String.valueOf(asked.get("id_token_hint")).split("[.]", -1).length);
        browser.get("/v1/session").is(401);
        Browser other = invited(place, Browser.freshEmail(), "viewer");
        other.post("/v1/session/sign-out", "{}").is(200).has("/location", "");
    }

    /// Each refusal is an entry of the audit log, which only grows.
    @Test
    void whoeverComesBackWithNothingAgainAndAgainIsSlowedDown() throws Exception {
        try (HttpClient stranger =
                HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.77")).build()) {
            HttpRequest nothing =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            SignOnServer.root()
                                                    + "/v1/sign-on/"
                                                    + UUID.randomUUID()
                                                    + "/complete"))
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"state\": \"NONE\", \"code\": \"none\"}"))
                            .build();
            int refused = 0;
            int last = 401;
            while (last == 401 && refused < 1_000) {
                last = stranger.send(nothing, HttpResponse.BodyHandlers.ofString()).statusCode();
                refused++;
            }
            assertEquals(429, last, refused + " refusals were recorded");
        }
    }

    @Test
    void whatIsNotEnabledOrUnknownSendsNobodyAnywhere() {
        String place = hospital();
        String id = made(place, provider, Map.of("enabled", false));
        browser().post("/v1/sign-on/" + id, "{}").is(404, "UNKNOWN_PROVIDER");
        browser()
                .post("/v1/sign-on/01930000-0000-7000-8000-000000000001", "{}")
                .is(404, "UNKNOWN_PROVIDER");
        String other = made(place, provider, Map.of());
        provider.said.put("issuer", provider.issuer() + "/");
        browser().post("/v1/sign-on/" + other, "{}").is(502, "PROVIDER_FAULTY");
        vendor().post(place + "/identity-providers/" + other + "/test", "{}")
                .is(200)
                .has("/works", "false");
    }

    /// Else each sign-in waits for a provider that does not answer.
    @Test
    void aProviderThatCannotBeUsedIsAskedAgainSecondsLater() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        String begin = "/v1/sign-on/" + id;
        provider.said.put("issuer", provider.issuer() + "/");
        browser().post(begin, "{}").is(502, "PROVIDER_FAULTY");
        provider.said.put("issuer", provider.issuer());
        browser().post(begin, "{}").is(502, "PROVIDER_FAULTY");
        assertEquals(1, provider.discoveries.get());
        // A test asks it in any case.
        vendor().post(place + "/identity-providers/" + id + "/test", "{}")
                .is(200)
                .has("/works", "true");
        later(Registrations.FAULT_REMEMBERED);
        browser().post(begin, "{}").is(200);
        browser().post(begin, "{}").is(200);
        assertEquals(3, provider.discoveries.get());
    }

    @Test
    void aProviderWithNewSettingsIsAskedAtOnce() {
        String place = hospital();
        String id = made(place, provider, Map.of());
        provider.said.put("issuer", provider.issuer() + "/");
        browser().post("/v1/sign-on/" + id, "{}").is(502, "PROVIDER_FAULTY");
        provider.said.put("issuer", provider.issuer());
        vendor().put(
                        place + "/identity-providers/" + id,
                        SignOnServer.wanted(provider, Map.of("name", "Mended")))
                .is(200);
        browser().post("/v1/sign-on/" + id, "{}").is(200);
    }
}
