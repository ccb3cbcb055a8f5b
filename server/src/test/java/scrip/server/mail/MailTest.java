package scrip.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.role.TenantTest;

/// Where a mail server is set up, links go to the address that they are for, and prove it.
class MailTest extends MailServer {

    @Test
    void whatAKeyMakesIsMailedAndNotShown() {
        String secret =
                administrator
                        .post(
                                "/v1/keys",
                                """
                                {"vendor": true, "name": "HR", "expires_at": "%s",
                                 "actions": ["staff.write", "people.reset"]}
                                """
                                        .formatted(TenantTest.nextYear()))
                        .is(201)
                        .at("/secret");
        Answer reset =
                new Caller("http://127.0.0.1:" + server.port(), secret, null)
                        .post(
                                "/v1/staff/"
                                        + administrator.get("/v1/session").at("/person/id")
                                        + "/password-reset",
                                "{}")
                        .is(201)
                        .has("/mailed", "true")
                        .has("/link", "");
        reset.has("/person", administrator.get("/v1/session").at("/person/id"));
    }

    @Test
    void anInvitationGoesToTheAddressAndProvesIt() throws Exception {
        String email = Browser.freshEmail();
        Answer made = invite(email, "finance").is(201).has("/mailed", "true");
        assertTrue(made.json().at("/link").isMissingNode(), made.text());
        Browser browser = browser();
        browser.accept(mailed(email))
                .is(200)
                .has("/person/email_proven", "true")
                .has("/person/email_proven_by", "MAIL");
    }

    @Test
    void aLinkForANewPasswordGoesToThePerson() throws Exception {
        String email = Browser.freshEmail();
        String person = joined(email).get("/v1/session").is(200).at("/person/id");
        Answer made =
                administrator
                        .post("/v1/staff/" + person + "/password-reset", "{}")
                        .is(201)
                        .has("/mailed", "true");
        assertTrue(made.json().at("/link").isMissingNode(), made.text());
        browser()
                .post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                                .formatted(mailed(email)))
                .is(200)
                .has("/person/email_proven", "true");
    }

    @Test
    void thePersonTakesAnotherAddressByItsMail() throws Exception {
        String email = Browser.freshEmail();
        String other = Browser.freshEmail();
        Browser browser = joined(email);
        want(browser, other).is(200);
        browser.get("/v1/session").is(200).has("/person/email", email);
        String secret = mailed(other);
        complete(browser, secret).is(200).has("/email", other);
        complete(browser, secret).is(404, "UNKNOWN_LINK");
        browser.get("/v1/session")
                .is(200)
                .has("/person/email", other)
                .has("/person/email_proven", "true");
    }

    /// Somebody who reads that mail, or a program that opens its links, proves nothing.
    @Test
    void onlyThePersonWhomALinkIsForProvesItsAddress() throws Exception {
        String other = Browser.freshEmail();
        Browser browser = joined(Browser.freshEmail());
        want(browser, other).is(200);
        String secret = mailed(other);
        complete(browser(), secret).is(401, "UNAUTHENTICATED");
        complete(joined(Browser.freshEmail()), secret).is(404, "UNKNOWN_LINK");
        complete(browser, secret).is(200).has("/email", other);
    }

    /// Somebody had the session that ended, and wanted its mail from then on.
    @Test
    void endingSessionsEndsTheLinkOfAnAddress() throws Exception {
        String email = Browser.freshEmail();
        String other = Browser.freshEmail();
        Browser thief = joined(email);
        Browser browser = browser();
        browser.post(
                        "/v1/session",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(email, Browser.PASSWORD))
                .is(200);
        want(thief, other).is(200);
        browser.delete("/v1/sessions").is(200);
        complete(browser, mailed(other)).is(404, "UNKNOWN_LINK");
    }

    @Test
    void onlyTheMailOfAnAddressTellsWhetherSomebodyHasIt() throws Exception {
        String taken = Browser.freshEmail();
        joined(taken);
        Browser browser = joined(Browser.freshEmail());
        want(browser, taken).is(200);
        complete(browser, mailed(taken)).is(409, "ADDRESS_TAKEN");
    }

    /// Somebody had the account, and wanted its mail from then on.
    @Test
    void aNewPasswordEndsTheLinkOfAnAddress() throws Exception {
        String other = Browser.freshEmail();
        Browser browser = joined(Browser.freshEmail());
        want(browser, other).is(200);
        String secret = mailed(other);
        browser.put(
                        "/v1/person/password",
                        "{\"present\": \"%s\", \"wanted\": \"eleven blue bicycles\"}"
                                .formatted(Browser.PASSWORD))
                .is(200);
        complete(browser, secret).is(404, "UNKNOWN_LINK");
    }

    /// The address is none that a letter could have.
    @Test
    void anInvitationThatCannotBeSentIsUndone() {
        invite("open(bracket@hospital.example", "finance").is(503, "MAIL_NOT_SENT");
        administrator
                .get("/v1/staff-invitations?search=bracket")
                .is(200)
                .has("/items/0/state", "REVOKED");
    }

    @Test
    void settingsThatDoNotFitTogetherAreNamed() {
        assertNull(MailSettings.of(Map.of()));
        Map<String, String> whole =
                Map.of("SCRIP_MAIL_HOST", "mail.example", "SCRIP_MAIL_FROM", "a@vendor.example");
        MailSettings read = MailSettings.of(whole);
        assertEquals(new MailSettings("mail.example", 587, null, null, "a@vendor.example"), read);
        for (Map<String, String> wrong :
                List.of(
                        Map.of("SCRIP_MAIL_HOST", "mail.example"),
                        with(whole, "SCRIP_MAIL_FROM", "nobody"),
                        with(whole, "SCRIP_MAIL_PORT", "70000"),
                        with(whole, "SCRIP_MAIL_USER", "scrip"))) {
            assertThrows(IllegalArgumentException.class, () -> MailSettings.of(wrong));
        }
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        Map<String, String> changed = new HashMap<>(all);
        changed.put(name, value);
        return changed;
    }
}
