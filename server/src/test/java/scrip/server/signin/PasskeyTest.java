package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;

/// A person signs in with a passkey; the authenticator is hand-written.
class PasskeyTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();
    private final String origin = TestServer.root().replace("127.0.0.1", "localhost");

    private Answer add(Browser browser, Authenticator authenticator) {
        return authenticator.addTo(browser);
    }

    private Answer signIn(Browser browser, Authenticator authenticator, String from) {
        return authenticator.signIn(browser, from);
    }

    private static String body(Answer begun, String credential, String more) {
        return Authenticator.body(begun, credential, more);
    }

    @Test
    void aPasskeyIsAddedAndSignsIn() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        String id = add(browser, authenticator).is(201).at("/id");
        browser.get("/v1/passkeys").is(200).has("/items/0/label", "My phone");
        Browser fresh = new Browser(realm);
        signIn(fresh, authenticator, origin)
                .is(200)
                .has("/method", "PASSKEY")
                .has("/organizations/0/id", Hospital.ID);
        fresh.get(Hospital.PATH + "/orders").is(200);
        browser.delete("/v1/passkeys/" + id).is(200);
        signIn(new Browser(realm), authenticator, origin).is(401, "SIGN_IN_REFUSED");
    }

    /// Somebody else had the account before, and left a way back.
    @Test
    void aPasskeyStopsWhenThePasswordIsResetUntilItIsConfirmed() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator mine = new Authenticator();
        Authenticator theirs = new Authenticator();
        String kept = add(browser, mine).is(201).at("/id");
        String planted = add(browser, theirs).is(201).at("/id");
        String person = browser.get("/v1/session").at("/person/id");
        Answer made = hospital.post("/people/" + person + "/password-reset", "{}").is(201);
        Browser back = new Browser(realm);
        back.post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                                .formatted(Browser.secret(made.at("/link"))))
                .is(200);
        browser.get("/v1/session").is(401);
        signIn(new Browser(realm), mine, origin).is(401, "SIGN_IN_REFUSED");
        signIn(new Browser(realm), theirs, origin).is(401, "SIGN_IN_REFUSED");
        Answer list = back.get("/v1/passkeys").is(200);
        assertFalse(list.at("/items/0/stopped_at").isEmpty());
        String confirm = "/v1/passkeys/" + kept + "/confirm";
        back.post(confirm, "{\"password\": \"%s\"}".formatted(Browser.PASSWORD))
                .is(401, "SIGN_IN_REFUSED");
        signIn(new Browser(realm), mine, origin).is(401, "SIGN_IN_REFUSED");
        back.post(confirm, "{\"password\": \"eleven blue bicycles\"}").is(200);
        signIn(new Browser(realm), mine, origin).is(200);
        signIn(new Browser(realm), theirs, origin).is(401, "SIGN_IN_REFUSED");
        back.delete("/v1/passkeys/" + planted).is(200);
    }

    @Test
    void nobodyConfirmsThePasskeyOfAnother() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        String id = add(browser, new Authenticator()).is(201).at("/id");
        Browser.member(Hospital.ID, "owner", realm)
                .post(
                        "/v1/passkeys/" + id + "/confirm",
                        "{\"password\": \"%s\"}".formatted(Browser.PASSWORD))
                .is(404, "UNKNOWN_PASSKEY");
    }

    @Test
    void aSignatureMadeForAnotherOriginIsRefused() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        add(browser, authenticator).is(201);
        signIn(new Browser(realm), authenticator, "https://evil.example")
                .is(401, "SIGN_IN_REFUSED");
    }

    @Test
    void aSignatureIsAcceptedOnce() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        add(browser, authenticator).is(201);
        Browser fresh = new Browser(realm);
        Answer begun = fresh.post("/v1/session/passkey-options", "{}").is(200);
        String body = body(begun, authenticator.get(begun.json().at("/options"), origin), "");
        fresh.post("/v1/session/passkey", body).is(200);
        new Browser(realm).post("/v1/session/passkey", body).is(401, "SIGN_IN_REFUSED");
    }

    @Test
    void aCopiedPasskeyIsRefused() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        add(browser, authenticator).is(201);
        signIn(new Browser(realm), authenticator, origin).is(200);
        authenticator.turnBack();
        signIn(new Browser(realm), authenticator, origin).is(401, "SIGN_IN_REFUSED");
        assertEquals(1, browser.get("/v1/passkeys").json().at("/items").size());
    }

    @Test
    void aDeviceThatDidNotVerifyTheUserIsRefused() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        add(browser, authenticator).is(201);
        authenticator.askNobody();
        signIn(new Browser(realm), authenticator, origin).is(401, "SIGN_IN_REFUSED");
    }

    @Test
    void aPasskeyMadeForAnotherOriginIsNotAdded() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Answer begun = browser.post("/v1/passkeys/options", "{}").is(200);
        String made =
                new Authenticator().create(begun.json().at("/options"), "https://evil.example");
        browser.post("/v1/passkeys", body(begun, made, "\"label\": \"Evil\", "))
                .is(422, "PASSKEY_NOT_ACCEPTED");
        assertEquals(0, browser.get("/v1/passkeys").json().at("/items").size());
    }

    @Test
    void anIncompletePasskeyIsNotAccepted() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        add(browser, authenticator).is(201);
        for (String part : new String[] {"{\"clientDataJSON\": \"e30\"}", "{}", "null"}) {
            Answer begun = browser.post("/v1/passkeys/options", "{}").is(200);
            String made = authenticator.create(begun.json().at("/options"), origin);
            browser.post("/v1/passkeys", body(begun, with(made, part), "\"label\": \"Phone\", "))
                    .is(422, "PASSKEY_NOT_ACCEPTED");
            Browser fresh = new Browser(realm);
            Answer asked = fresh.post("/v1/session/passkey-options", "{}").is(200);
            String signed = authenticator.get(asked.json().at("/options"), origin);
            fresh.post("/v1/session/passkey", body(asked, with(signed, part), ""))
                    .is(401, "SIGN_IN_REFUSED");
        }
    }

    /// A credential whose response is another.
    private static String with(String credential, String response) {
        return credential.replaceFirst(
                "\"response\"\\s*:\\s*\\{[^}]*\\}", "\"response\": " + response);
    }

    /// A signature for one challenge does not answer another's.
    @Test
    void aChallengeIsForOnePersonAndOneUse() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        Answer begun = browser.post("/v1/passkeys/options", "{}").is(200);
        String made = authenticator.create(begun.json().at("/options"), origin);
        String body = body(begun, made, "\"label\": \"My phone\", ");
        Browser other = Browser.member(Hospital.ID, "viewer", realm);
        other.post("/v1/passkeys", body).is(422, "PASSKEY_NOT_ACCEPTED");
        browser.post("/v1/passkeys", body).is(201);
        browser.post("/v1/passkeys", body).is(422, "PASSKEY_NOT_ACCEPTED");
        Browser fresh = new Browser(realm);
        Answer one = fresh.post("/v1/session/passkey-options", "{}").is(200);
        Answer two = fresh.post("/v1/session/passkey-options", "{}").is(200);
        String signed = authenticator.get(one.json().at("/options"), origin);
        fresh.post("/v1/session/passkey", body(two, signed, "")).is(401, "SIGN_IN_REFUSED");
        // The ceremony of the challenge still exists, and is then used up.
        fresh.post("/v1/session/passkey", body(one, signed, "")).is(200);
        fresh.post("/v1/session/passkey", body(one, signed, "")).is(401, "SIGN_IN_REFUSED");
    }
}
