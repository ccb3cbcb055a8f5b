package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;

/// A link opens only what it was made for, only for its recipient.
class LinkTest {

    private static final String NEW_PASSWORD = "eleven blue bicycles";

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    private static Answer look(String secret) {
        return new Browser(null).post("/v1/invitations/look", "{\"token\": \"" + secret + "\"}");
    }

    private static Answer complete(String secret) {
        return new Browser(null)
                .post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(secret, NEW_PASSWORD));
    }

    private static String invite(Caller caller, String organization, String email) {
        return Browser.secret(
                caller.post(
                                "/v1/organizations/" + organization + "/invitations",
                                "{\"email\": \"%s\", \"roles\": [\"VIEWER\"]}".formatted(email))
                        .is(201)
                        .at("/link"));
    }

    private String reset(String person) {
        return Browser.secret(
                hospital.post("/people/" + person + "/password-reset", "{}").is(201).at("/link"));
    }

    @Test
    void aLinkOpensOnlyWhatItWasMadeFor() {
        String invitation = invite(hospital.caller(), Hospital.ID, Browser.freshEmail());
        complete(invitation).is(404, "UNKNOWN_LINK");
        look(invitation).is(200);
        Browser person = Browser.member(Hospital.ID, "viewer", realm);
        String reset = reset(person.get("/v1/session").at("/person/id"));
        look(reset).is(404, "UNKNOWN_LINK");
        complete(reset).is(200);
    }

    @Test
    void anInvitationReplacesOnlyThoseOfItsOwnOrganization() {
        Caller caller = hospital.caller();
        caller.put(
                        "/v1/organizations/second-hospital",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Second\", \"zone\": \"UTC\"}")
                .is(200);
        String email = Browser.freshEmail();
        String first = invite(caller, Hospital.ID, email);
        String elsewhere = invite(caller, "second-hospital", email);
        look(first).is(200);
        String again = invite(caller, Hospital.ID, email);
        look(first).is(404, "UNKNOWN_LINK");
        look(again).is(200).has("/organization/id", Hospital.ID);
        look(elsewhere).is(200).has("/organization/id", "second-hospital");
    }

    /// A new person opens two invitations at once; the other one is still open afterwards.
    @Test
    void twoInvitationsOfOneNewPersonCanBeAcceptedAtOnce() {
        Caller caller = hospital.caller();
        caller.put(
                        "/v1/organizations/second-hospital",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Second\", \"zone\": \"UTC\"}")
                .is(200);
        String email = Browser.freshEmail();
        List<String> secrets =
                List.of(
                        invite(caller, Hospital.ID, email),
                        invite(caller, "second-hospital", email));
        List<CompletableFuture<Answer>> answers =
                secrets.stream()
                        .map(secret ->
                                CompletableFuture.supplyAsync(
                                        () -> new Browser(realm).accept(secret)))
                        .toList();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i).join();
            if (answer.status() != 200) {
                answer.is(401, "SIGN_IN_REFUSED");
                new Browser(realm).accept(secrets.get(i)).is(200);
            }
        }
        Browser person = new Browser(realm);
        person.signIn(email, Browser.PASSWORD).is(200);
        assertEquals(2, person.get("/v1/session").is(200).json().at("/organizations").size());
    }

    @Test
    void aNewPasswordLinkReplacesTheOneBefore() {
        Browser person = Browser.member(Hospital.ID, "viewer", realm);
        String id = person.get("/v1/session").at("/person/id");
        String first = reset(id);
        String second = reset(id);
        complete(first).is(404, "UNKNOWN_LINK");
        complete(second).is(200);
    }
}
