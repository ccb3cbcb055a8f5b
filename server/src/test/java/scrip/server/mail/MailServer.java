package scrip.server.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;

/// A server with a mail server to send by, and an administrator.
abstract class MailServer {

    private static final Pattern LINK = Pattern.compile("http\\S+#(\\S+)");
    private static final String ORGANIZATION = "/v1/organizations/first-hospital";
    static final int TO_ONE_MAX = 5;
    static final int SENT_MAX = 100;

    @TempDir private static Path folder;

    static TestDatabase test;
    static Server server;
    static Browser administrator;
    private static GreenMail mail;

    @BeforeAll
    static void start() throws Exception {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        test = TestDatabase.fresh();
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
                                                mail.getSmtp().getPort(),
                                                null,
                                                null,
                                                "scrip@vendor.example"))
                                .with(FactorDemand.NONE),
                        test.database(),
                        InstantSource.system(),
                        limits());
        administrator = browser();
        administrator.setUp(server);
        administrator
                .put(
                        ORGANIZATION,
                        """
                        {"kind": "INSTITUTION", "name": "First Hospital", "zone": "UTC"}
                        """)
                .is(200);
    }

    /// Of which none is restored while a test runs, however long that takes.
    private static Limits limits() {
        Limits usual = Limits.standard();
        Duration never = Duration.ofDays(36_500);
        return new Limits(
                usual.keyEvery(),
                usual.person(),
                usual.address(),
                usual.wrongToken(),
                usual.email(),
                new Limits.Rate(TO_ONE_MAX, never),
                new Limits.Rate(SENT_MAX, never),
                usual.passwordTurn());
    }

    @AfterAll
    static void stop() {
        server.close();
        test.close();
        mail.stop();
    }

    static Browser browser() {
        return Browser.at("http://127.0.0.1:" + server.port());
    }

    static Answer invite(String email, String role) {
        return administrator.post(
                "/v1/staff-invitations",
                "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                        .formatted(email, role.toUpperCase(Locale.ROOT)));
    }

    /// The secret of the link in the last letter to this address.
    static String mailed(String to) throws Exception {
        MimeMessage last = null;
        for (MimeMessage letter : mail.getReceivedMessages()) {
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

    static Browser joined(String email) throws Exception {
        invite(email, "finance").is(201);
        Browser browser = browser();
        browser.accept(mailed(email)).is(200);
        return browser;
    }

    static Answer complete(Browser by, String secret) {
        return by.post("/v1/email-proofs/complete", "{\"token\": \"" + secret + "\"}");
    }

    static Answer want(Browser browser, String email) {
        return browser.post("/v1/person/email", "{\"email\": \"" + email + "\"}");
    }
}
