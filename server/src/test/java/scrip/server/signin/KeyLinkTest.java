package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Where no mail is sent, a key is shown no link with which it would be somebody else.
class KeyLinkTest {

    private static final String ORGANIZATION = "/v1/organizations/hospital-of-links";

    private final Browser administrator = Browser.staff("administrator", null);

    private static String id(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    private static String email(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/email");
    }

    private Answer key(String path, String actions, String more) {
        return administrator
                .post(
                        path,
                        "{\"name\": \"HR\", \"actions\": [%s], \"expires_at\": \"%s\"%s}"
                                .formatted(actions, TenantTest.nextYear(), more))
                .is(201);
    }

    private static Caller program(Answer made) {
        return new Caller(TestServer.root(), made.at("/secret"), null);
    }

    private static String invitation(String email, String role) {
        return "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                .formatted(email, role.toUpperCase(Locale.ROOT));
    }

    @Test
    void noKeyBecomesAnAdministratorByALinkForTheirPassword() {
        TestServer.live()
                .put(ORGANIZATION, "{\"kind\": \"INSTITUTION\", \"name\": \"Hospital of Links\"}")
                .is(200);
        Browser member = Browser.member("hospital-of-links", "viewer", null);
        Answer made = key("/v1/keys", "\"staff.write\", \"people.reset\"", ", \"vendor\": true");
        Caller program = program(made);
        String ofMember = ORGANIZATION + "/people/" + id(member) + "/password-reset";
        for (String path :
                List.of("/v1/staff/" + id(administrator) + "/password-reset", ofMember)) {
            Answer refused = program.post(path, "{}").is(409, "MAIL_NOT_SET_UP");
            assertFalse(refused.text().contains("#"), refused.text());
        }
        // A person is shown it, and the operator, for somebody who has lost their mail.
        administrator.post(ofMember, "{}").is(201).has("/mailed", "false");
        TestServer.live().post(ofMember, "{}").is(201).has("/mailed", "false");
        administrator.delete("/v1/keys/" + made.at("/id")).is(200);
    }

    @Test
    void aKeyOfTheVendorIsShownNoInvitationOfSomebodyKnown() {
        Browser known = Browser.staff("auditor", null);
        Answer made =
                key("/v1/keys", "\"people.write\", \"organizations.write\"", ", \"vendor\": true");
        Caller program = program(made);
        String organization = "/v1/organizations/hospital-without-owner";
        program.put(organization, "{\"kind\": \"INSTITUTION\", \"name\": \"Without Owner\"}")
                .is(200);
        Browser member = Browser.member("hospital-without-owner", "viewer", null);
        String path = "/v1/organizations/hospital-of-members/invitations";
        program.put(
                        "/v1/organizations/hospital-of-members",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Of Members\"}")
                .is(200);
        program.post(path, invitation(email(member), "viewer")).is(409, "MAIL_NOT_SET_UP");
        program.post(path, invitation(email(known), "viewer")).is(403, "FORBIDDEN");
        program.post(path, invitation(Browser.freshEmail(), "viewer"))
                .is(201)
                .has("/mailed", "false");
        administrator.delete("/v1/keys/" + made.at("/id")).is(200);
    }
}
