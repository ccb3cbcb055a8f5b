package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Revision;

/// Who finds an open browser, or steals a cookie, makes no way in with it.
class StaleSignInTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    /// Lets time pass since the person of a session gave their password.
    private static void age(Browser browser, Duration by) {
        UUID session = UUID.fromString(browser.get("/v1/session").is(200).at("/id"));
        var context = TestServer.server().context();
        context.getBean(Database.class)
                .transact(sql -> {
                    SessionStore.prove(sql, session, Instant.now().minus(by));
                    return null;
                });
        context.getBean(Revision.class).raise();
    }

    private static Answer makeKey(Browser by) {
        return by.post(Hospital.PATH + "/keys", key());
    }

    private static String key() {
        return """
        {"name": "Reader", "actions": ["stock.read"], "expires_at": "%s"}
        """
                .formatted(Instant.now().plus(Duration.ofDays(30)));
    }

    private static Answer prove(Browser browser, String password) {
        return browser.post("/v1/session/proof", "{\"password\": \"" + password + "\"}");
    }

    @Test
    void afterTenMinutesThePasswordIsAskedAgain() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        age(owner, Sessions.PROOF_MAX.minusMinutes(1));
        makeKey(owner).is(201);
        age(owner, Sessions.PROOF_MAX);
        makeKey(owner).is(403, "SIGN_IN_STALE");
        prove(owner, "quite another secret").is(401, "SIGN_IN_REFUSED");
        makeKey(owner).is(403, "SIGN_IN_STALE");
        prove(owner, Browser.PASSWORD).is(200);
        makeKey(owner).is(201);
    }

    @Test
    void aPasskeyProvesItToo() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Authenticator authenticator = new Authenticator();
        authenticator.addTo(owner).is(201);
        age(owner, Sessions.PROOF_MAX);
        owner.post("/v1/passkeys/options", "{}").is(403, "SIGN_IN_STALE");
        authenticator.prove(owner).is(200);
        new Authenticator().addTo(owner).is(201);
    }

    @Test
    void thePasskeyOfAnotherProvesNothing() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser thief = Browser.member(Hospital.ID, "viewer", realm);
        Authenticator authenticator = new Authenticator();
        authenticator.addTo(thief).is(201);
        age(owner, Sessions.PROOF_MAX);
        authenticator.prove(owner).is(401, "SIGN_IN_REFUSED");
        makeKey(owner).is(403, "SIGN_IN_STALE");
    }

    /// Work that makes no way in goes on.
    @Test
    void nothingElseIsAskedAgain() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        age(owner, Sessions.PROOF_MAX);
        owner.get(Hospital.PATH + "/keys").is(200);
        owner.put("/v1/person", "{\"name\": \"Wang Li\", \"locale\": \"en\"}").is(200);
        Set<String> asking = new TreeSet<>();
        TestServer.server().context().getBeansOfType(Routes.class).values().stream()
                .flatMap(r -> r.all().stream())
                .filter(Route::asksAgain)
                .map(Route::action)
                .forEach(asking::add);
        assertEquals(
                new TreeSet<>(
                        Set.of(
                                "identities.delete",
                                "identities.post",
                                "identity-providers.delete",
                                "identity-providers.post",
                                "identity-providers.put",
                                "identity-providers.test",
                                "invitations.post",
                                "keys.post",
                                "keys.rotate",
                                "passkeys.delete",
                                "passkeys.options",
                                "passkeys.post",
                                "people.delete",
                                "people.password-reset",
                                "people.put",
                                "person.delete",
                                "person.email",
                                "person.export",
                                "persons.delete",
                                "persons.export",
                                "sandboxes.delete",
                                "second-factor.complete",
                                "second-factor.delete",
                                "second-factor.post",
                                "second-factor.recovery-codes",
                                "session.second-factor",
                                "staff-invitations.post",
                                "staff.delete",
                                "staff.password-reset",
                                "staff.put")),
                asking);
    }

    /// A program has no sign-in that could be stale.
    @Test
    void aProgramIsNotAsked() {
        hospital.post("/keys", key()).is(201);
    }
}
