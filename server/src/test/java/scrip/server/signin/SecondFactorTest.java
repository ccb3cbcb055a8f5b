package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static scrip.server.signin.FactorServer.NEW_PASSWORD;
import static scrip.server.signin.FactorServer.authenticator;
import static scrip.server.signin.FactorServer.body;
import static scrip.server.signin.FactorServer.browser;
import static scrip.server.signin.FactorServer.database;
import static scrip.server.signin.FactorServer.give;
import static scrip.server.signin.FactorServer.now;
import static scrip.server.signin.FactorServer.origin;
import static scrip.server.signin.FactorServer.pass;
import static scrip.server.signin.FactorServer.server;
import static scrip.server.signin.FactorServer.vendor;
import static scrip.server.signin.FactorServer.work;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;
import scrip.server.signin.FactorServer.Someone;

/// On a server as it is delivered, administrators and finance need a second factor.
class SecondFactorTest {

    private static final String ID = "01930000-0000-7000-8000-000000000001";

    private static Browser first = browser();
    private static Answer setUp;

    /// What the link of the first start answers.
    @BeforeAll
    static void setUp() {
        String link = server().context().getBean(SetUp.class).link().orElseThrow();
        setUp =
                first.post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "first@vendor.example", "name": "First",
                         "password": "%s"}
                        """
                                .formatted(Browser.secret(link), Browser.PASSWORD));
    }

    /// Everything that is not meant for such a session is refused with that code.
    private static void nothingElse(Browser at, String code, Route.Reach least) {
        List<String> found = new ArrayList<>();
        server().context().getBeansOfType(Routes.class).values().stream()
                .flatMap(r -> r.all().stream())
                .filter(r -> r.permission().scope() != Permission.Scope.ANYBODY)
                .filter(r -> r.reach().compareTo(least) < 0)
                .forEach(r -> {
                    String path = r.path().replaceAll("[{][a-z_]+[}]", ID);
                    boolean bodied = r.method().equals("POST") || r.method().equals("PUT");
                    Answer answer = at.send(r.method(), path, bodied ? "{}" : null);
                    if (answer.status() != 403 || !answer.at("/code").equals(code)) {
                        found.add(r.method() + " " + path + ": " + answer.text());
                    }
                });
        assertEquals(List.of(), found);
    }

    @Test
    void theFirstAdministratorIsLedToSetOneUpAndDoesNothingElseBefore() {
        setUp.is(200).has("/second_factor", "TO_SET_UP");
        assertEquals(0, setUp.json().at("/vendor/permissions").size());
        first.post("/v1/session/proof", body("password", Browser.PASSWORD)).is(200);
        nothingElse(first, "SECOND_FACTOR_NOT_SET_UP", Route.Reach.SETTING_UP);
        first.get("/v1/second-factor").is(200).has("/state", "NONE").has("/demanded", "true");
        Answer begun = first.post("/v1/second-factor", "{}").is(201);
        byte[] secret = new Base32().decode(begun.at("/secret"));
        assertTrue(begun.at("/uri").contains("secret=" + begun.at("/secret")), begun.text());
        first.post("/v1/second-factor/complete", body("code", "000000x"))
                .is(401, "SECOND_FACTOR_REFUSED");
        work(first).is(403, "SECOND_FACTOR_NOT_SET_UP");
        String code = OneTimeCodes.code(secret, OneTimeCodes.at(now()));
        Answer done = first.post("/v1/second-factor/complete", body("code", code)).is(200);
        assertEquals(SecondFactors.RECOVERY_CODES, done.json().at("/recovery_codes").size());
        work(first).is(200);
        first.get("/v1/session")
                .is(200)
                .has("/second_factor", "GIVEN")
                .has("/vendor/roles/0", "ADMINISTRATOR");
        Answer standing = first.get("/v1/second-factor").is(200).has("/state", "WORKING");
        assertFalse(standing.text().contains(begun.at("/secret")), standing.text());
    }

    @Test
    void afterThePasswordTheCodeIsAskedForAndNothingElseIsDone() {
        Someone one = Someone.withFactor("finance");
        work(one.browser).is(200);
        Browser again = one.withPassword();
        nothingElse(again, "SECOND_FACTOR_NEEDED", Route.Reach.WAITING);
        again.get("/v1/session").is(200).has("/second_factor", "NEEDED");
        String waiting = again.cookie("scrip_session");
        pass();
        give(again, one.code()).is(200).has("/second_factor", "GIVEN");
        work(again).is(200);
        Browser old = browser();
        old.send("GET", "/v1/session", null, Map.of("Cookie", "scrip_session=" + waiting)).is(401);
        again.delete("/v1/session").is(200);
    }

    @Test
    void aCodeIsTakenOnceAndSoIsNoneBeforeIt() {
        Someone one = Someone.withFactor("administrator");
        Browser again = one.withPassword();
        give(again, one.code()).is(401, "SECOND_FACTOR_REFUSED");
        pass();
        String code = one.code();
        pass();
        give(again, one.code()).is(200);
        Browser third = one.withPassword();
        give(third, code).is(401, "SECOND_FACTOR_REFUSED");
        pass();
        give(third, one.code().substring(0, 3) + " " + one.code().substring(3)).is(200);
    }

    @Test
    void aSessionDoesNotWaitForEver() {
        Someone one = Someone.withFactor("finance");
        Browser again = one.withPassword();
        FactorServer.later(Sessions.PROOF_MAX);
        give(again, one.code()).is(403, "SIGN_IN_STALE");
        again.post("/v1/session/proof", body("password", Browser.PASSWORD)).is(200);
        work(again).is(403, "SECOND_FACTOR_NEEDED");
        give(again, one.code()).is(200);
    }

    @Test
    void aPasskeyIsTwoFactors() {
        Someone one = Someone.of("finance");
        work(one.browser).is(403, "SECOND_FACTOR_NOT_SET_UP");
        Authenticator device = authenticator();
        device.addTo(one.browser).is(201);
        work(one.browser).is(200);
        Browser byPasskey = browser();
        device.signIn(byPasskey, origin()).is(200).has("/second_factor", "GIVEN");
        work(byPasskey).is(200);
        // The password alone is one, and whoever has it alone makes no second.
        Browser byPassword = one.withPassword();
        byPassword.post("/v1/second-factor", "{}").is(403, "SECOND_FACTOR_NEEDED");
        byPassword.post("/v1/passkeys/options", "{}").is(403, "SECOND_FACTOR_NEEDED");
        device.prove(byPassword).is(200).has("/second_factor", "GIVEN");
        work(byPassword).is(200);
    }

    @Test
    void whoeverRemovesTheirLastIsLedToSetUpAnotherWhereverTheyAreSignedIn() {
        Someone one = Someone.withFactor("administrator");
        pass();
        Browser elsewhere = one.withPassword();
        give(elsewhere, one.code()).is(200);
        one.browser.delete("/v1/second-factor").is(200).has("/state", "NONE");
        work(one.browser).is(403, "SECOND_FACTOR_NOT_SET_UP");
        work(elsewhere).is(403, "SECOND_FACTOR_NOT_SET_UP");
        one.browser.delete("/v1/second-factor").is(403, "SECOND_FACTOR_NOT_SET_UP");
        one.begin(one.browser);
        one.complete(one.browser).is(200);
        work(one.browser).is(200);
    }

    @Test
    void addingAndRemovingAsksForThePasswordAgain() {
        Someone one = Someone.withFactor("finance");
        FactorServer.later(Sessions.PROOF_MAX);
        one.browser.post("/v1/second-factor", "{}").is(403, "SIGN_IN_STALE");
        one.browser.post("/v1/second-factor/recovery-codes", "{}").is(403, "SIGN_IN_STALE");
        one.browser.delete("/v1/second-factor").is(403, "SIGN_IN_STALE");
        one.browser.post("/v1/session/proof", body("password", Browser.PASSWORD)).is(200);
        one.begin(one.browser);
        FactorServer.later(Sessions.PROOF_MAX);
        one.complete(one.browser).is(403, "SIGN_IN_STALE");
        one.browser.post("/v1/session/proof", body("password", Browser.PASSWORD)).is(200);
        one.complete(one.browser).is(200);
    }

    @Test
    void whatWasBegunLongAgoIsForgotten() {
        Someone one = Someone.of("catalog");
        one.begin(one.browser);
        FactorServer.later(SecondFactors.BEGUN_MAX);
        one.browser.post("/v1/session/proof", body("password", Browser.PASSWORD)).is(200);
        one.complete(one.browser).is(404, "UNKNOWN_SECOND_FACTOR");
    }

    @Test
    void othersNeedNoneButAreAskedForTheirOwn() {
        Someone one = Someone.of("catalog");
        one.browser.get("/v1/session").is(200).has("/second_factor", "NONE");
        work(one.browser).is(200);
        one.begin(one.browser);
        one.complete(one.browser).is(200);
        Browser again = one.withPassword();
        work(again).is(403, "SECOND_FACTOR_NEEDED");
        pass();
        give(again, one.code()).is(200);
        again.put(
                        "/v1/person/password",
                        "{\"present\": \"%s\", \"wanted\": \"%s\"}"
                                .formatted(Browser.PASSWORD, NEW_PASSWORD))
                .is(200)
                .has("/second_factor", "GIVEN");
        work(again).is(200);
        again.delete("/v1/second-factor").is(200);
        work(again).is(200);
        again.delete("/v1/second-factor").is(404, "UNKNOWN_SECOND_FACTOR");
    }

    @Test
    void whoeverGetsSuchARoleIsLedAtOnce() {
        Someone one = Someone.of("catalog");
        work(one.browser).is(200);
        vendor().put("/v1/staff/" + one.id(), "{\"roles\": [\"ADMINISTRATOR\"]}").is(200);
        work(one.browser).is(403, "SECOND_FACTOR_NOT_SET_UP");
    }

    @Test
    void theSecretIsNotInTheDatabase() {
        Someone one = Someone.withFactor("catalog");
        byte[] stored =
                database()
                        .database()
                        .readAll(sql -> FactorStore.of(sql, one.id()).orElseThrow().secret());
        String text = new String(stored, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(new String(one.secret, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void theRefusedCodeAndTheChangesAreInTheAuditLog() {
        Someone one = Someone.withFactor("finance");
        Browser again = one.withPassword();
        give(again, "wrong").is(401);
        pass();
        give(again, one.code()).is(200);
        Answer log = vendor().get("/v1/audit?actor=" + one.id()).is(200);
        List<String> actions =
                log.json().at("/items").valueStream().map(e -> e.at("/action").asString()).toList();
        for (String action :
                List.of(
                        "second-factor.complete",
                        "session.waiting",
                        "second-factor.refused",
                        "session.begun")) {
            assertTrue(actions.contains(action), action + " in " + actions);
        }
        assertFalse(log.text().contains("secret"), log.text());
        vendor().get("/v1/audit?action=second-factor.refused&actor=" + one.id())
                .is(200)
                .has("/items/0/subject", one.id().toString());
    }
}
