package scrip.server.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.database.TestDatabase;
import scrip.server.license.LicenseKey;
import scrip.server.license.SignedText;
import scrip.server.mail.MailSettings;
import scrip.server.mail.Mailer;

/// The head of each day is mailed, once to each address.
class HeadMailTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final List<String> BOTH =
            List.of("auditor@hospital.example", "notary@law.example");

    @TempDir Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private TestDatabase test;
    private GreenMail mail;
    private LicenseKey key;

    @BeforeEach
    void begin() throws Exception {
        test = TestDatabase.fresh();
        key = LicenseKey.of(folder.resolve("license-key"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @AfterEach
    void end() {
        mail.stop();
        test.close();
    }

    private DailyHeads server(boolean writes) {
        MailSettings settings =
                new MailSettings(
                        "127.0.0.1",
                        mail.getSmtp().getServerSetup().getPort(),
                        null,
                        null,
                        "scrip@vendor.example");
        return new DailyHeads(
                test.database(),
                now::get,
                () -> writes,
                key,
                new HeadPlaces(null, BOTH),
                new Mailer(settings),
                "https://scrip.example");
    }

    private List<String> receivers() throws Exception {
        return Arrays.stream(mail.getReceivedMessages())
                .map(HeadMailTest::receiver)
                .sorted()
                .toList();
    }

    private static String receiver(MimeMessage letter) {
        try {
            return letter.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void oneServerMailsOneHeadADayToEach() throws Exception {
        mail.start();
        try (DailyHeads standby = server(false);
                DailyHeads writer = server(true);
                DailyHeads successor = server(true)) {
            standby.turn();
            assertEquals(List.of(), receivers(), "it has no lease");
            writer.turn();
            assertEquals(BOTH, receivers());
            writer.turn();
            successor.turn();
            // Made from the terminal, on the same day.
            new Checkpoints(test.database(), now::get).make();
            successor.turn();
            assertEquals(2, receivers().size());
            now.set(NOW.plus(Duration.ofDays(1)));
            successor.turn();
            assertEquals(4, receivers().size());
        }
    }

    @Test
    void theLetterHasTheSignedHeadAndSaysHowToCompare() throws Exception {
        mail.start();
        try (DailyHeads writer = server(true)) {
            writer.turn();
        }
        MimeMessage letter = mail.getReceivedMessages()[0];
        assertEquals("Scrip: head of checkpoint 1 / 检查点 1 的链头", letter.getSubject());
        assertTrue(letter.getMessageID().startsWith("<scrip-head-1."), letter.getMessageID());
        assertTrue(letter.getMessageID().endsWith("@vendor.example>"), letter.getMessageID());
        String text = letter.getContent().toString();
        Head head = new Checkpoints(test.database(), now::get).last().orElseThrow();
        assertTrue(text.replace("\r\n", "\n").contains(head.text(key)), text);
        assertTrue(text.contains("./scrip verify --since FILE"), text);
        assertTrue(text.contains("https://scrip.example/license-key.pem"), text);
        assertTrue(text.contains("数据库管理员"), text);
        assertTrue(isGenuine(text));
        assertFalse(isGenuine(text.replace("accounts: 0", "accounts: 1")));
    }

    private boolean isGenuine(String letter) throws Exception {
        try {
            return SignedText.verify(
                            Head.FIRST_LINE,
                            Head.textIn(letter),
                            LicenseKey.publicKey(Files.readString(folder.resolve("license-key"))))
                    == SignedText.Authenticity.GENUINE;
        } catch (GeneralSecurityException noKey) {
            throw new IllegalStateException(noKey);
        }
    }

    @Test
    void whatTheMailServerDoesNotTakeIsSentLater() throws Exception {
        try (DailyHeads writer = server(true)) {
            writer.turn();
            mail.start();
            now.set(NOW.plusSeconds(30));
            writer.turn();
            assertEquals(List.of(), receivers(), "not yet");
            now.set(NOW.plusSeconds(60));
            writer.turn();
            assertEquals(BOTH, receivers());
        }
    }

    @Test
    void aLetterThatCannotBeNotedIsNotSentAgain() throws Exception {
        mail.start();
        try (DailyHeads writer = server(true);
                DailyHeads successor = server(true)) {
            new Checkpoints(test.database(), now::get).make();
            run("alter table head_letters add constraint full_disk check (checkpoint < 0)");
            for (int look = 0; look < 3; look++) {
                writer.turn();
            }
            assertEquals(BOTH, receivers());
            run("alter table head_letters drop constraint full_disk");
            writer.turn();
            successor.turn();
            assertEquals(BOTH, receivers(), "noted by now");
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aHeadFromTheFutureHoldsUpNone() throws Exception {
        mail.start();
        try (DailyHeads writer = server(true)) {
            now.set(NOW.plus(Duration.ofDays(3_650)));
            writer.turn();
            now.set(NOW);
            writer.turn();
            assertEquals(4, receivers().size());
            writer.turn();
            assertEquals(4, receivers().size());
        }
    }
}
