package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer is kept as long as it says, and not a moment longer (X2).
class AnswersTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Question QUESTION = Question.of("h", "aimis/basic", Surface.API);

    private final Signer signer = new Signer("one");
    private volatile Instant now = BEGIN;
    private volatile boolean away;
    private volatile Duration lasts = Duration.ofDays(3);
    private volatile String state = "ALLOWED";
    private volatile String more = "";
    private volatile Signer signing = signer;
    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                new LocalServer((path, body) -> {
                    if (away) {
                        return LocalServer.Told.problem(503, "DATABASE_AWAY");
                    }
                    return LocalServer.Told.ok(
                            path.startsWith("/v1/access")
                                    ? answer(path.contains("=other") ? "other" : "h")
                                    : Signer.published(signer));
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String answer(String organization) {
        String claims =
                """
                "organization":"%s","feature":"aimis/basic","surface":"API","at":"%s","access":"%s",
                "reason":"NEW_REASON","new":[{}]%s\
                """
                        .formatted(organization, now, state, more);
        String jws =
                signing.jws(
                        "{\"iat\":%d,\"exp\":%d,%s}"
                                .formatted(
                                        now.getEpochSecond(),
                                        now.plus(lasts).getEpochSecond(),
                                        claims));
        return "{" + claims + ",\"jws\":\"" + jws + "\"}";
    }

    private ScripClient open(ClientOptions options) throws Exception {
        return ScripClient.open(
                options.withClock(() -> now)
                        .withFresh(Duration.ofSeconds(10))
                        .withTimes(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(1)));
    }

    private ScripClient open() throws Exception {
        return open(server.options());
    }

    private long questions() {
        return server.asked().stream().filter(p -> p.startsWith("/v1/access")).count();
    }

    @Test
    void aFreshAnswerIsGivenWithoutAsking() throws Exception {
        try (ScripClient client = open()) {
            assertTrue(client.access(QUESTION).isAllowed());
            assertTrue(client.access(QUESTION).isAllowed());
            assertEquals(1, questions());
            now = now.plusSeconds(11);
            state = "READ_ONLY";
            assertFalse(client.access(QUESTION).isAllowed());
            assertTrue(client.access(QUESTION).isReadable());
            assertEquals(2, questions());
        }
    }

    @Test
    void withoutTheServerTheLastAnswerIsGoodUntilItsEndAndNotLonger() throws Exception {
        try (ScripClient client = open()) {
            client.access(QUESTION);
            away = true;
            now = BEGIN.plus(lasts).minusSeconds(1);
            assertTrue(client.access(QUESTION).isAllowed());
            assertTrue(client.access(QUESTION).offline());
            // Being given again prolongs nothing.
            now = BEGIN.plus(lasts);
            assertThrows(UnavailableException.class, () -> client.access(QUESTION));
        }
    }

    @Test
    void aClockThatIsSetBackProlongsNothing() throws Exception {
        try (ScripClient client = open()) {
            client.access(QUESTION);
            away = true;
            now = BEGIN.plus(lasts);
            assertThrows(UnavailableException.class, () -> client.access(QUESTION));
            now = BEGIN.plusSeconds(1);
            assertThrows(UnavailableException.class, () -> client.access(QUESTION));
        }
    }

    @Test
    void whatTheServerSaysOfTheTimeIsRemembered() throws Exception {
        try (ScripClient client = open()) {
            client.access(QUESTION);
            // An answer to something else, from a server whose clock is on.
            Question other = Question.of("other", "aimis/basic", Surface.API);
            now = BEGIN.plus(lasts);
            Instant told = now;
            assertEquals(told, client.access(other).at());
            now = BEGIN;
            away = true;
            assertThrows(UnavailableException.class, () -> client.access(QUESTION));
        }
    }

    @Test
    void anAnswerThatNobodySignedIsBelievedAndNotKept() throws Exception {
        List<Runnable> forgeries = new ArrayList<>();
        forgeries.add(() -> signing = new Signer("one"));
        forgeries.add(() -> signing = new Signer("unknown"));
        forgeries.add(() -> more = ",\"within\":\"somebody\"");
        forgeries.add(() -> more = ",\"storage_years\":5");
        forgeries.add(() -> lasts = Duration.ZERO);
        for (Runnable forgery : forgeries) {
            away = false;
            signing = signer;
            more = "";
            lasts = Duration.ofHours(1);
            try (ScripClient client = open()) {
                forgery.run();
                assertTrue(client.access(QUESTION).isAllowed());
                away = true;
                assertThrows(UnavailableException.class, () -> client.access(QUESTION));
            }
        }
    }

    @Test
    void aStateThatIsNotKnownAllowsNothing() throws Exception {
        state = "PERHAPS";
        try (ScripClient client = open()) {
            Access access = client.access(QUESTION);
            assertEquals(Access.State.OTHER, access.state());
            assertFalse(access.isReadable());
            assertEquals("NEW_REASON", access.reason().orElseThrow());
        }
    }

    @Test
    void aProductThatStartsWhileTheServerIsAwayKnowsItsAnswers(@TempDir Path folder)
            throws Exception {
        try (ScripClient client = open(server.options().withFolder(folder))) {
            client.access(QUESTION);
        }
        away = true;
        now = BEGIN.plusSeconds(60);
        try (ScripClient client = open(server.options().withFolder(folder))) {
            assertTrue(client.access(QUESTION).offline());
            now = BEGIN.plus(lasts);
            assertThrows(UnavailableException.class, () -> client.access(QUESTION));
        }
        // It was seen that it is later; a clock that was set back meanwhile changes nothing.
        now = BEGIN;
        try (ScripClient client = open(server.options().withFolder(folder))) {
            assertThrows(UnavailableException.class, () -> client.access(QUESTION));
        }
    }

    @Test
    void aFileThatWasChangedIsWorthNothing(@TempDir Path folder) throws Exception {
        state = "DENIED";
        try (ScripClient client = open(server.options().withFolder(folder))) {
            client.access(QUESTION);
        }
        Path file = folder.resolve("answers.json");
        String kept = Files.readString(file);
        away = true;
        for (String text :
                List.of("", "{", kept.replace("\"h\"", "\"g\""), kept.replace("eyJ", "eyK"))) {
            Files.writeString(file, text);
            try (ScripClient client = open(server.options().withFolder(folder))) {
                for (String organization : List.of("h", "g")) {
                    assertThrows(
                            UnavailableException.class,
                            () ->
                                    client.access(
                                            Question.of(organization, "aimis/basic", Surface.API)));
                }
            }
        }
    }

    @Test
    void noMoreAreKeptThanWasSaid() throws Exception {
        try (ScripClient client = open(server.options().withAnswersMost(10))) {
            for (int i = 0; i < 50; i++) {
                client.access(QUESTION);
                client.access(Question.of("h" + i, "aimis/basic", Surface.API));
            }
            assertTrue(client.access(QUESTION).isAllowed());
        }
    }

    /// What was booked shows in the next answer, also if another was under way at that moment.
    @Test
    void anAnswerFromBeforeABookingIsNotGivenAgainAfterIt() throws Exception {
        Answers[] own = new Answers[1];
        int[] asked = {0};
        ClientOptions options = server.options().withFresh(Duration.ofMinutes(1));
        PublishedKeys keys =
                new PublishedKeys(
                        () -> {
                            try {
                                return Json.object(Signer.published(signer));
                            } catch (Json.Malformed malformed) {
                                throw new AssertionError(malformed);
                            }
                        },
                        System::nanoTime);
        own[0] =
                new Answers(
                        (question, hurry) -> {
                            asked[0]++;
                            if (asked[0] == 1) {
                                own[0].touched("h");
                            }
                            try {
                                return Json.object(answer("h"));
                            } catch (Json.Malformed malformed) {
                                throw new AssertionError(malformed);
                            }
                        },
                        keys,
                        new SteadyClock(() -> now, System::nanoTime),
                        options);
        own[0].of(QUESTION);
        own[0].of(QUESTION);
        own[0].of(QUESTION);
        assertEquals(2, asked[0]);
    }

    /// Whoever has an answer does not wait for a server that is away.
    @Test
    void withAKeptAnswerOneTryIsEnough() throws Exception {
        ClientOptions patient = server.options().withClock(() -> now).withFresh(Duration.ZERO);
        try (ScripClient client = ScripClient.open(patient)) {
            client.access(QUESTION);
            away = true;
            client.access(QUESTION);
            assertEquals(2, questions());
        }
    }
}
