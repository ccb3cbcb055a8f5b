package scrip.proof.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.client.Access;
import scrip.client.ClientOptions;
import scrip.client.Hold;
import scrip.client.Question;
import scrip.client.RefusedException;
import scrip.client.ScripClient;
import scrip.client.Surface;
import scrip.client.Use;
import scrip.client.Used;

/// The client of products against the real server.
class ClientStoryTest {

    private static final String RESOURCE = "aimis/mimi-ai-report";

    /// By the clock of the machine, which the example of the guide goes by.
    private static Instant begin = Instant.EPOCH;

    private static Installation installation;
    private static String key;
    private static volatile Instant now = Instant.EPOCH;

    @BeforeAll
    static void start() throws Exception {
        begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        now = begin;
        installation = new Installation(begin);
        key = installation.key("aimis");
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
    }

    private static void later(Duration time) {
        now = now.plus(time);
        installation.clock(now);
    }

    private static ClientOptions options() {
        InstantSource clock = () -> now;
        return ClientOptions.of(installation.root(), key)
                .withRealm(Installation.REALM)
                .withFresh(Duration.ofMinutes(1))
                .withClock(clock);
    }

    /// A hospital that has signed the agreement.
    private static String hospital(String id) {
        installation.institution(id);
        installation.post(
                "/v1/organizations/" + id + "/agreements",
                """
                {"product": "aimis", "number": "A-1", "signer": "Dr Li", "signed_on": "%s"}
                """
                        .formatted(LocalDate.ofInstant(begin, ZoneOffset.UTC).minusDays(2)));
        return id;
    }

    private static void topUp(String hospital) {
        installation.buy(hospital, "{\"item\": \"" + RESOURCE + "\", \"quantity\": 1000}");
    }

    @Test
    void boughtUsedSuspendedToppedUpRestored(@TempDir Path folder) throws Exception {
        String hospital = hospital("story");
        Question question = Question.of(hospital, RESOURCE, Surface.PATIENT);
        try (ScripClient client = ScripClient.open(options().withFolder(folder))) {
            assertEquals(Optional.of("NOT_LICENSED"), client.access(question).reason());
            assertEquals(
                    "NOT_LICENSED",
                    assertThrows(
                                    RefusedException.class,
                                    () -> client.use(Use.of(hospital, RESOURCE, 1)))
                            .code());
            topUp(hospital);
            later(Duration.ofMinutes(2));
            assertTrue(client.access(question).isAllowed());
            Use use = Use.of(hospital, RESOURCE, 900).key("study-1");
            assertEquals(100, client.use(use).available());
            // The same key is the same use.
            assertEquals(100, client.use(use).available());
            assertEquals(Optional.of(100L), client.access(question).available());
            Used over = client.use(Use.of(hospital, RESOURCE, 150));
            assertEquals(50, over.arrears());
            assertTrue(client.access(question).isAllowed());
            later(Duration.ofHours(25));
            Access suspended = client.access(question);
            assertEquals(Access.State.DENIED, suspended.state());
            assertEquals(Optional.of("SUSPENDED"), suspended.reason());
            assertTrue(suspended.advice().orElse("").contains("top up"), suspended::toString);
            assertEquals(
                    "SUSPENDED",
                    assertThrows(
                                    RefusedException.class,
                                    () -> client.use(Use.of(hospital, RESOURCE, 1)))
                            .code());
            topUp(hospital);
            later(Duration.ofMinutes(2));
            assertTrue(client.access(question).isAllowed());
            assertEquals(949, client.use(Use.of(hospital, RESOURCE, 1)).available());
        }
    }

    @Test
    void whatIsHeldIsCapturedOrReleased() throws Exception {
        String hospital = hospital("holder");
        topUp(hospital);
        try (ScripClient client = ScripClient.open(options())) {
            Hold hold = client.hold(Use.of(hospital, RESOURCE, 300), 2);
            assertEquals(700, hold.available());
            assertEquals(300, hold.held());
            assertEquals(900, client.capture(hold, 100L).available());
            Hold other = client.hold(Use.of(hospital, RESOURCE, 50).key("visit-12/+%?"), null);
            assertEquals(900, client.release(other).available());
            assertEquals(
                    "HOLD_CLOSED",
                    assertThrows(RefusedException.class, () -> client.release(other)).code());
        }
    }

    @Test
    void usesThatAreAskedTogetherGoInOneRequestAndEachHasItsAnswer() throws Exception {
        String hospital = hospital("many");
        topUp(hospital);
        try (ScripClient client = ScripClient.open(options())) {
            List<CompletableFuture<Used>> all =
                    IntStream.range(0, 400)
                            .mapToObj(i -> client.useLater(Use.of(hospital, RESOURCE, 1)))
                            .toList();
            assertEquals(
                    600, all.stream().mapToLong(u -> u.join().available()).min().orElseThrow());
            CompletableFuture<Used> unknown = client.useLater(Use.of(hospital, "aimis/none", 1));
            CompletableFuture<Used> good = client.useLater(Use.of(hospital, RESOURCE, 1));
            assertEquals(599, good.join().available());
            assertTrue(unknown.handle((u, f) -> f != null).join());
        }
    }

    @Test
    void aReportIsBookedAndOneThatCannotBeIsSetAside(@TempDir Path folder) throws Exception {
        String hospital = hospital("reporter");
        topUp(hospital);
        Question question = Question.of(hospital, RESOURCE, Surface.PATIENT);
        try (ScripClient client = ScripClient.open(options().withFolder(folder))) {
            assertEquals(Optional.of(1000L), client.access(question).available());
            client.report(Use.of(hospital, RESOURCE, 10));
            client.report(Use.of(hospital, "aimis/none", 10));
            client.report(Use.of(hospital, RESOURCE, 20));
            while (client.reported().queued() > 0) {
                Thread.onSpinWait();
            }
            assertEquals(1, client.reported().refused());
            assertEquals(2, client.reported().delivered());
            assertFalse(client.reported().isClear());
            while (client.access(question).available().orElseThrow() != 970) {
                Thread.onSpinWait();
            }
        }
    }

    /// The example of the guide, as it stands there, run by the Java that runs this test.
    @Test
    void theExampleOfTheGuideReportsAnExam(@TempDir Path folder) throws Exception {
        String hospital = hospital("guide");
        topUp(hospital);
        String guide = Files.readString(Path.of("../docs/guides/survive-an-outage.md"));
        int from = guide.indexOf("```java\n") + "```java\n".length();
        Path source = folder.resolve("Exam.java");
        Files.writeString(source, guide.substring(from, guide.indexOf("```", from)));
        Process example =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString(),
                                installation.root().toString(),
                                key,
                                folder.resolve("kept").toString(),
                                hospital,
                                Installation.REALM)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, example.waitFor(), said);
        assertTrue(said.contains("allowed: true, offline: false"), said);
        try (ScripClient client = ScripClient.open(options().withFolder(folder.resolve("kept")))) {
            while (client.reported().queued() > 0) {
                Thread.onSpinWait();
            }
            assertEquals(0, client.reported().refused());
        }
    }
}
