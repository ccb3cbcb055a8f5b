package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.key.Secret;

/// People sign in, and nobody else does.
class SignInTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    private Answer invite(String email, String role) {
        return hospital.post(
                        "/invitations",
                        "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                                .formatted(email, role.toUpperCase(Locale.ROOT)))
                .is(201);
    }

    @Test
    void theFirstAdministratorSignsUpByALinkThatWorksOnce() {
        Browser administrator = Browser.administrator(null);
        administrator.get("/v1/session").is(200).has("/vendor/roles/0", "ADMINISTRATOR");
        assertTrue(TestServer.server().context().getBean(SetUp.class).link().isEmpty());
        new Browser(null)
                .post(
                        "/v1/set-up",
                        """
                        {"token": "made-up", "email": "a@b.example", "name": "A",
                         "password": "seven green umbrellas"}
                        """)
                .is(404, "UNKNOWN_LINK");
    }

    @Test
    void anInvitationIsAcceptedOnceAndSignsIn() {
        String email = Browser.freshEmail();
        String secret = Browser.secret(invite(email, "buyer").at("/link"));
        Browser browser = new Browser(realm);
        browser.post("/v1/invitations/look", "{\"token\": \"" + secret + "\"}")
                .is(200)
                .has("/email", email)
                .has("/organization/id", Hospital.ID);
        Answer session = browser.accept(secret).is(200);
        session.has("/person/email", email).has("/organizations/0/roles/0", "BUYER");
        String cookie = session.raw().headers().allValues("Set-Cookie").getFirst();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        browser.get("/v1/session").is(200).has("/realm", realm).has("/person/locale", "zh");
        browser.get(Hospital.PATH + "/orders").is(200);
        new Browser(realm).accept(secret).is(404, "UNKNOWN_LINK");
    }

    /// Whoever made a link can open it, too.
    @Test
    void aLinkTellsNobodyWhetherItsAddressIsKnown() {
        String known = Browser.freshEmail();
        Hospital other = Hospital.open();
        Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, known);
        List<Set<String>> seen = new ArrayList<>();
        for (String email : List.of(known, Browser.freshEmail())) {
            Answer made =
                    other.post(
                                    "/invitations",
                                    "{\"email\": \"%s\", \"roles\": [\"OWNER\"]}".formatted(email))
                            .is(201);
            String token = Browser.secret(made.at("/link"));
            Browser browser = new Browser(null);
            Set<String> names = new TreeSet<>();
            browser.post("/v1/invitations/look", "{\"token\": \"" + token + "\"}")
                    .is(200)
                    .json()
                    .propertyNames()
                    .forEach(names::add);
            seen.add(names);
            String accept = "{\"token\": \"%s\", %s}";
            browser.post(
                            "/v1/invitations/accept",
                            accept.formatted(token, "\"password\": \"quite another secret\""))
                    .is(401, "SIGN_IN_REFUSED");
            browser.post(
                            "/v1/invitations/accept",
                            accept.formatted(token, "\"password\": \"short\", \"name\": \"N\""))
                    .is(422, "PASSWORD_NOT_ACCEPTED");
        }
        assertEquals(seen.getFirst(), seen.getLast());
        assertFalse(seen.getFirst().contains("known"));
    }

    @Test
    void aRevokedInvitationIsRefused() {
        Answer made = invite(Browser.freshEmail(), "viewer");
        hospital.caller()
                .delete(Hospital.PATH + "/invitations/" + made.at("/id"))
                .is(200)
                .has("/state", "REVOKED");
        new Browser(realm).accept(Browser.secret(made.at("/link"))).is(404, "UNKNOWN_LINK");
    }

    @Test
    void anExistingPersonAcceptsWithTheirOwnPassword() {
        Hospital other = Hospital.open();
        String email = Browser.freshEmail();
        Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        String secret =
                Browser.secret(
                        other.post(
                                        "/invitations",
                                        "{\"email\": \"%s\", \"roles\": [\"OWNER\"]}"
                                                .formatted(email))
                                .is(201)
                                .at("/link"));
        new Browser(realm)
                .post(
                        "/v1/invitations/accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(secret, "quite another secret"))
                .is(401, "SIGN_IN_REFUSED");
        Answer session = new Browser(realm).accept(secret).is(200);
        assertEquals(2, session.json().at("/organizations").size(), session.text());
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneRenewsTheCookie() {
        String email = Browser.freshEmail();
        Browser browser = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        String first = browser.cookie("scrip_session");
        new Browser(realm).signIn(email, "seven red umbrellas").is(401, "SIGN_IN_REFUSED");
        new Browser(realm).signIn("x" + email, Browser.PASSWORD).is(401, "SIGN_IN_REFUSED");
        browser.signIn(email, Browser.PASSWORD).is(200);
        assertNotEquals(first, browser.cookie("scrip_session"));
        Browser old = new Browser(realm);
        old.send("GET", "/v1/session", null, Map.of("Cookie", "scrip_session=" + first))
                .is(401, "UNAUTHENTICATED");
    }

    @Test
    void guessesOfStrangersLockNobodyOutOfTheirOwnBrowser() {
        String email = Browser.freshEmail();
        Browser own = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        Browser stranger = new Browser(realm);
        int slowed = 0;
        for (int i = 0; i < 12; i++) {
            Answer answer = stranger.signIn(email, "guess number " + i);
            if (answer.status() == 429) {
                answer.is(429, "TOO_MANY_REQUESTS");
                assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
                slowed++;
            }
        }
        assertTrue(slowed > 0, "never slowed");
        own.forget("scrip_session");
        own.signIn(email, Browser.PASSWORD).is(200);
    }

    @Test
    void anEasilyGuessedPasswordIsRefused() {
        String email = Browser.freshEmail();
        String secret = Browser.secret(invite(email, "viewer").at("/link"));
        String own = email.replaceFirst("@.*", "") + " and more";
        for (String weak : List.of("short", "password1234", "aaaaaaaaaaaaaaaa", own)) {
            new Browser(realm)
                    .post(
                            "/v1/invitations/accept",
                            "{\"token\": \"%s\", \"name\": \"N\", \"password\": \"%s\"}"
                                    .formatted(secret, weak))
                    .is(422, "PASSWORD_NOT_ACCEPTED");
        }
    }

    @Test
    void sessionsAreListedAndEndImmediately() {
        String email = Browser.freshEmail();
        Browser one = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        Browser two = new Browser(realm);
        two.signIn(email, Browser.PASSWORD).is(200);
        two.get("/v1/session").is(200);
        Answer list = one.get("/v1/sessions").is(200);
        assertEquals(2, list.json().at("/items").size());
        int other = list.at("/items/0/current").equals("true") ? 1 : 0;
        one.delete("/v1/sessions/" + list.at("/items/" + other + "/id")).is(200);
        two.get("/v1/session").is(401, "UNAUTHENTICATED");
        one.delete("/v1/sessions/01930000-0000-7000-8000-000000000001").is(404, "UNKNOWN_SESSION");
        Browser stranger = Browser.member(Hospital.ID, "owner", realm);
        stranger.delete("/v1/sessions/" + one.get("/v1/session").at("/id"))
                .is(404, "UNKNOWN_SESSION");
        one.delete("/v1/session").is(200);
        one.get("/v1/session").is(401, "UNAUTHENTICATED");
    }

    @Test
    void endingTheOtherSessionsKeepsOnesOwn() {
        String email = Browser.freshEmail();
        Browser one = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        Browser two = new Browser(realm);
        two.signIn(email, Browser.PASSWORD).is(200);
        Answer left = two.delete("/v1/sessions").is(200);
        assertEquals(1, left.json().at("/items").size(), left.text());
        one.get("/v1/session").is(401, "UNAUTHENTICATED");
        two.get("/v1/session").is(200);
    }

    /// Guesses a person's password until throttled; returns how many guesses were let through.
    private static int guesses(Browser browser, String email) {
        int guesses = 0;
        while (guesses < 15 && browser.signIn(email, "guess " + guesses).status() == 401) {
            guesses++;
        }
        return guesses;
    }

    @Test
    void aBrowserIsTrustedOnlyForThoseWhoSignedInWithIt() {
        Browser own = Browser.member(Hospital.ID, "viewer", realm);
        String other = Browser.freshEmail();
        Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, other);
        assertEquals(10, guesses(own, other));
    }

    @Test
    void aNewPasswordEndsTheTrustInEveryBrowser() {
        String email = Browser.freshEmail();
        Browser old = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        String id = old.get("/v1/session").at("/person/id");
        Answer made = hospital.post("/people/" + id + "/password-reset", "{}").is(201);
        new Browser(realm)
                .post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                                .formatted(Browser.secret(made.at("/link"))))
                .is(200);
        assertEquals(10, guesses(old, email));
    }

    @Test
    void anEmailIsCaseInsensitive() {
        String email = Browser.freshEmail();
        Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        new Browser(realm)
                .signIn(email.toUpperCase(java.util.Locale.ROOT), Browser.PASSWORD)
                .is(200)
                .has("/person/email", email);
    }

    @Test
    void aChangeNeedsTheTokenOfTheSession() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String body = "{\"name\": \"Wang Li\", \"locale\": \"en\"}";
        owner.send("PUT", "/v1/person", body, Map.of()).is(403, "CSRF_TOKEN_WRONG");
        owner.send("PUT", "/v1/person", body, Map.of("X-CSRF-Token", "another"))
                .is(403, "CSRF_TOKEN_WRONG");
        owner.put("/v1/person", body).is(200).has("/name", "Wang Li");
    }

    @Test
    void aResetSetsANewPasswordAndEndsEverySession() {
        String email = Browser.freshEmail();
        Browser person = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String id = person.get("/v1/session").at("/person/id");
        Answer made = owner.post(Hospital.PATH + "/people/" + id + "/password-reset", "{}").is(201);
        String body =
                "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                        .formatted(Browser.secret(made.at("/link")));
        new Browser(realm).post("/v1/password-resets/complete", body).is(200);
        new Browser(realm).post("/v1/password-resets/complete", body).is(404, "UNKNOWN_LINK");
        person.get("/v1/session").is(401);
        new Browser(realm).signIn(email, "eleven blue bicycles").is(200);
    }

    @Test
    void onlyTheVendorResetsAPersonOfSeveralOrganizations() {
        Hospital other = Hospital.open();
        String email = Browser.freshEmail();
        Browser person = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        String secret =
                Browser.secret(
                        other.post(
                                        "/invitations",
                                        "{\"email\": \"%s\", \"roles\": [\"OWNER\"]}"
                                                .formatted(email))
                                .at("/link"));
        person.accept(secret).is(200);
        String id = person.get("/v1/session").at("/person/id");
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String path = Hospital.PATH + "/people/" + id + "/password-reset";
        owner.post(path, "{}").is(403, "FORBIDDEN");
        hospital.caller().post(path, "{}").is(201);
    }

    @Test
    void changingAPasswordNeedsTheCurrentOne() {
        String email = Browser.freshEmail();
        Browser person = Browser.invited(Hospital.PATH + "/invitations", "viewer", realm, email);
        person.put(
                        "/v1/person/password",
                        "{\"present\": \"not this one\", \"wanted\": \"eleven blue bicycles\"}")
                .is(401, "SIGN_IN_REFUSED");
        person.put(
                        "/v1/person/password",
                        "{\"present\": \"%s\", \"wanted\": \"eleven blue bicycles\"}"
                                .formatted(Browser.PASSWORD))
                .is(200);
        new Browser(realm).signIn(email, Browser.PASSWORD).is(401, "SIGN_IN_REFUSED");
        person.get("/v1/session").is(200);
    }

    @Test
    void theLastOwnerCannotBeRemoved() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String id = owner.get("/v1/session").at("/person/id");
        owner.delete(Hospital.PATH + "/people/" + id).is(409, "LAST_OWNER");
        Browser second = Browser.member(Hospital.ID, "owner", realm);
        owner.put(Hospital.PATH + "/people/" + id, "{\"roles\": [\"VIEWER\"]}")
                .is(200)
                .has("/roles/0", "VIEWER");
        owner.delete(Hospital.PATH + "/people/" + id).is(403, "FORBIDDEN");
        second.delete(Hospital.PATH + "/people/" + id).is(200);
        // It was their only role in this sandbox.
        owner.get(Hospital.PATH + "/orders").is(404, "UNKNOWN_REALM");
    }

    @Test
    void theContentSecurityPolicyAllowsOnlyOurScripts() {
        Answer page = new Browser(null).get("/");
        assertTrue(page.header("Content-Security-Policy").contains("script-src 'self'"));
        assertFalse(page.header("Content-Security-Policy").contains("script-src 'self' '"));
        assertEquals("DENY", page.header("X-Frame-Options"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("no-referrer", page.header("Referrer-Policy"));
    }

    @Test
    void aSessionIsToldAmongHundreds() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Answer seen = browser.get("/v1/session").is(200);
        UUID person = UUID.fromString(seen.at("/person/id"));
        Instant later = Instant.now().plus(Duration.ofMinutes(5));
        database()
                .transact(sql -> {
                    for (int i = 0; i < 200; i++) {
                        SessionStore.Row row =
                                new SessionStore.Row(
                                        UuidCreator.getTimeOrderedEpoch(),
                                        person,
                                        Secret.fresh(),
                                        SignInMethod.PASSWORD,
                                        "127.0.0.1",
                                        "",
                                        later,
                                        later,
                                        later,
                                        later.plus(Duration.ofHours(1)),
                                        null,
                                        null);
                        SessionStore.add(sql, row, Secret.hash(Secret.fresh()));
                    }
                    return null;
                });
        browser.get("/v1/session").is(200).has("/id", seen.at("/id"));
    }

    /// Ended by another server, for example, that this one has not heard of yet.
    @Test
    void aSessionThatHasJustEndedElsewhereIsNone() {
        Browser browser = Browser.member(Hospital.ID, "viewer", realm);
        Answer seen = browser.get("/v1/session").is(200);
        database()
                .transact(sql ->
                        SessionStore.end(
                                sql,
                                UUID.fromString(seen.at("/person/id")),
                                UUID.fromString(seen.at("/id"))));
        browser.get("/v1/session").is(401, "UNAUTHENTICATED");
    }

    private static Database database() {
        return TestServer.server().context().getBean(Database.class);
    }
}
