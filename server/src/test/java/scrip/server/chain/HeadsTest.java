package scrip.server.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.database.TestDatabase;
import scrip.server.license.LicenseKey;
import scrip.server.license.SignedText;
import scrip.server.mail.Mailer;

/// Heads are made each day, kept outside of the database, and read back.
class HeadsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00.123456Z");

    @TempDir Path folder;

    private static Head example() {
        return new Head(
                new Checkpoint(12, NOW, 312, 1_048_576, "9f".repeat(32)), 5012, "77".repeat(32));
    }

    @Test
    void aHeadIsReadBackFromItsText() throws IOException, GeneralSecurityException {
        LicenseKey key = LicenseKey.of(folder.resolve("license-key"));
        Head head = example();
        assertEquals(head, Head.of(head.text(null)));
        assertEquals(head, Head.of(head.text(key)));
        assertEquals(
                SignedText.Authenticity.GENUINE,
                SignedText.verify(
                        Head.FIRST_LINE,
                        head.text(key),
                        LicenseKey.publicKey(Files.readString(folder.resolve("license-key")))));
    }

    @Test
    void aHeadIsFoundInALetter() throws IOException {
        LicenseKey key = LicenseKey.of(folder.resolve("license-key"));
        for (String text : List.of(example().text(key), example().text(null))) {
            String letter = "Dear auditor,\n\n" + text + "\nkeep: it\n以上是\n";
            assertEquals(text, Head.textIn(letter));
            assertEquals(text, Head.textIn(letter.replace("\n", " \r\n")), "of another system");
            assertEquals(example(), Head.of(Head.textIn(letter)));
        }
        assertThrows(IllegalArgumentException.class, () -> Head.textIn("Dear auditor,\n"));
    }

    @Test
    void addressesAreChecked() {
        assertEquals(HeadPlaces.NONE, HeadPlaces.of(Map.of("SCRIP_HEAD_MAIL", " ")));
        assertEquals(
                new HeadPlaces(Path.of("heads"), List.of("a@b.example", "c@d.example")),
                HeadPlaces.of(
                        Map.of(
                                "SCRIP_HEADS",
                                "heads",
                                "SCRIP_HEAD_MAIL",
                                "a@b.example, c@d.example,a@b.example")));
        for (String wrong : List.of("nobody", "a@b.example c@d.example", "A <a@b.example>")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> HeadPlaces.of(Map.of("SCRIP_HEAD_MAIL", wrong)));
        }
    }

    @Test
    void whatIsNoHeadIsRefused() {
        String text = example().text(null);
        for (String wrong :
                List.of(
                        "",
                        "Scrip license 1\n",
                        text.replace("accounts: 312\n", ""),
                        text.replace("312", "many"),
                        text.replace("2026-11-30", "yesterday"),
                        text.replace("9f9f", "9F9F"),
                        text.replace("77".repeat(32), "77"))) {
            assertThrows(IllegalArgumentException.class, () -> Head.of(wrong), wrong);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
    }

    @Test
    void eachDayHasItsHead() throws IOException, SQLException {
        Path heads = folder.resolve("heads");
        LicenseKey key = LicenseKey.of(folder.resolve("license-key"));
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        AtomicBoolean writes = new AtomicBoolean();
        try (TestDatabase test = TestDatabase.fresh();
                DailyHeads daily =
                        new DailyHeads(
                                test.database(),
                                now::get,
                                writes::get,
                                key,
                                new HeadPlaces(heads, List.of()),
                                new Mailer(null),
                                null)) {
            Checkpoints checkpoints = new Checkpoints(test.database(), now::get);
            daily.turn();
            assertFalse(checkpoints.last().isPresent(), "another server writes");
            writes.set(true);
            daily.turn();
            daily.turn();
            assertEquals(List.of("heads", "license-key"), files());
            Head first = Head.of(Files.readString(heads.resolve("scrip-head-000001.txt")));
            assertEquals(first, checkpoints.last().orElseThrow());
            assertEquals(NOW, first.checkpoint().at());
            now.set(NOW.plus(Duration.ofDays(1)));
            daily.turn();
            assertTrue(Files.exists(heads.resolve("scrip-head-000002.txt")));
            // One made from the terminal is kept too, and a file that was lost comes back.
            checkpoints.make();
            daily.turn();
            assertTrue(Files.exists(heads.resolve("scrip-head-000003.txt")));
            Files.delete(heads.resolve("scrip-head-000003.txt"));
            daily.turn();
            assertTrue(Files.exists(heads.resolve("scrip-head-000003.txt")));
        }
    }
}
