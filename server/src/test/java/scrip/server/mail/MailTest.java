package scrip.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.SetUp;
import scrip.server.trail.AuditTrail;

/// Where a mail server is set up, links go to the address that they are for, and prove it.
class MailTest {

    private static final Pattern LINK = Pattern.compile("http\\S+#(\\S+)");
    private static final String ORGANIZATION = "/v1/organizations/first-hospital";

    @TempDir static Path folder;

    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static Server server;
    private static Browser administrator;

    @BeforeAll
    static void start() throws Exception {
        MAIL.start();
        server =
                Server.start(
                        new ServerOptions(
                                        new DatabaseLocation.Scratch(),
                                        "127.0.0.1",
                                        0,
                                        null,
                                        folder.resolve("token"),
                                        "test-token-of-the-mailing-server",
                                        null,
                                        false)
                                .with(EmergencyUse.UNRECORDED)
                                .with(
                                        new MailSettings(
                                                "127.0.0.1",
                                                MAIL.getSmtp().getPort(),
                                                null,
                                                null,
                                                "scrip@vendor.example"))
                                .with(FactorDemand.NONE));
        administrator = browser();
        String link = server.context().getBean(SetUp.class).link().orElseThrow();
        administrator
                .post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "li@vendor.example", "name": "Li Na",
                         "password": "%s"}
                        """
                                .formatted(Browser.secret(link), Browser.PASSWORD))
                .is(200);
        administrator
                .put(
                        ORGANIZATION,
                        """
                        {"kind": "institution", "name": "First Hospital", "zone": "UTC"}
                        """)
                .is(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        MAIL.stop();
    }

    private static Browser browser() {
        return Browser.at("http://127.0.0.1:" + server.port());
    }

    private static Answer invite(String email, String role) {
        return administrator.post(
                "/v1/staff/invitations",
                "{\"email\": \"%s\", \"roles\": [\"%s\"]}".formatted(email, role));
    }

    /// The secret of the link in the last letter to this address.
    private static String mailed(String to) throws Exception {
        MimeMessage last = null;
        for (MimeMessage letter : MAIL.getReceivedMessages()) {
            if (letter.getAllRecipients()[0].toString().equals(to)) {
                last = letter;
            }
        }
        assertNotNull(last, to);
        assertEquals("scrip@vendor.example", last.getFrom()[0].toString());
        Matcher link = LINK.matcher(String.valueOf(last.getContent()));
        assertTrue(link.find(), GreenMailUtil.getBody(last));
        return link.group(1);
    }

    private static Browser joined(String email) throws Exception {
        invite(email, "finance").is(201);
        Browser browser = browser();
        browser.accept(mailed(email)).is(200);
        return browser;
    }

    private static Answer complete(Browser by, String secret) {
        return by.post("/v1/email-proofs/complete", "{\"token\": \"" + secret + "\"}");
    }

    private static Answer want(Browser browser, String email) {
        return browser.post("/v1/person/email", "{\"email\": \"" + email + "\"}");
    }

    @Test
    void nobodysMailboxIsFilled() throws Exception {
        String email = Browser.freshEmail();
        for (int n = 0; n < 5; n++) {
            invite(email, "finance").is(201);
        }
        invite(email, "finance").is(429, "TOO_MANY_REQUESTS");
        // Nobody is kept from inviting somebody else, nor the person from a new password.
        invite(Browser.freshEmail(), "finance").is(201);
        Browser person = browser();
        person.accept(mailed(email)).is(200);
        String who = person.get("/v1/session").is(200).at("/person/id");
        for (int n = 0; n < 5; n++) {
            administrator.post("/v1/staff/" + who + "/password-reset", "{}").is(201);
        }
        administrator
                .post("/v1/staff/" + who + "/password-reset", "{}")
                .is(429, "TOO_MANY_REQUESTS");
    }

    /// While the letter is counted, changes of others go on: they wait for one another.
    @Test
    void aLetterTooManyIsRefusedBeforeItsTransaction() throws Exception {
        String email = Browser.freshEmail();
        String other = Browser.freshEmail();
        Browser person = joined(email);
        String reset =
                "/v1/staff/" + person.get("/v1/session").at("/person/id") + "/password-reset";
        for (int n = 0; n < 5; n++) {
            invite(other, "finance").is(201);
            administrator.post(reset, "{}").is(201);
            want(person, other).is(200);
        }
        long links = links();
        AuditTrail trail = server.context().getBean(AuditTrail.class);
        trail.change(
                new AuditTrail.Origin(Actor.PROGRAM, "127.0.0.1", "test", "test"),
                _ -> {
                    invite(other, "finance").is(429, "TOO_MANY_REQUESTS");
                    administrator.post(reset, "{}").is(429, "TOO_MANY_REQUESTS");
                    want(person, other).is(429, "TOO_MANY_REQUESTS");
                    return null;
                });
        assertEquals(links, links());
        // Those of before still work.
        complete(person, mailed(other)).is(200);
    }

    private static long links() {
        return server.context()
                .getBean(Database.class)
                .readAll(sql -> sql.sql("select count(*) from links").query(Long.class).single());
    }

    /// Whoever may not invite somebody uses up none of the letters to them.
    @Test
    void whatIsRefusedForAnotherReasonIsNotCounted() throws Exception {
        String email = Browser.freshEmail();
        joined(email);
        for (int n = 0; n < 6; n++) {
            invite(email, "finance").is(409, "ALREADY_MEMBER");
        }
    }

    @Test
    void whatAKeyMakesIsMailedAndNotShown() {
        String secret =
                administrator
                        .post(
                                "/v1/keys",
                                """
                                {"vendor": true, "name": "HR", "expires_at": "2027-11-01T00:00:00Z",
                                 "actions": ["staff.write", "people.reset"]}
                                """)
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

    /// Whoever makes more keys, or has keys make keys, has no more letters sent.
    @Test
    void theKeysOfAPersonSendNoMoreLettersThanThePerson() throws Exception {
        String email = Browser.freshEmail();
        invite(email, "administrator").is(201);
        Browser person = browser();
        person.accept(mailed(email)).is(200);
        Set<Permission> actions = Identity.ofVendor(List.of(VendorRole.CATALOG));
        actions.add(Permission.STAFF_WRITE);
        actions.add(Permission.PRODUCT_KEYS_WRITE);
        String wanted =
                """
                {"vendor": true, "name": "HR", "expires_at": "2027-11-01T00:00:00Z",
                 "actions": [%s]}
                """
                        .formatted(
                                actions.stream()
                                        .map(p -> "\"" + p.code() + "\"")
                                        .collect(Collectors.joining(", ")));
        Caller parent = program(person.post("/v1/keys", wanted));
        List<Caller> programs =
                List.of(
                        parent,
                        program(parent.post("/v1/keys", wanted)),
                        program(parent.post("/v1/keys", wanted)),
                        program(person.post("/v1/keys", wanted)));
        // Some are restored while the others are sent.
        int most = 110;
        int sent = 0;
        Answer last = staff(parent);
        while (sent < most && last.status() == 201) {
            last = staff(programs.get(sent % programs.size()));
            sent++;
        }
        last.is(429, "TOO_MANY_REQUESTS");
    }

    private static Caller program(Answer made) {
        return new Caller("http://127.0.0.1:" + server.port(), made.is(201).at("/secret"), null);
    }

    private static Answer staff(Caller program) {
        return program.post(
                "/v1/staff/invitations",
                "{\"email\": \"%s\", \"roles\": [\"catalog\"]}".formatted(Browser.freshEmail()));
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
                .has("/person/email_proven_by", "mail");
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
                .get("/v1/staff/invitations?search=bracket")
                .is(200)
                .has("/invitations/0/state", "REVOKED");
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
