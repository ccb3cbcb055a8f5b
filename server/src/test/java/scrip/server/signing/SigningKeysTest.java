package scrip.server.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.DeliveredServer;
import scrip.server.Server;
import scrip.server.TestServer;
import scrip.server.access.SignedText;
import scrip.server.database.TestDatabase;
import scrip.server.license.LicenseKey;

/// Keys are published before they sign, and until what they signed has ended.
class SigningKeysTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final MovedClock CLOCK = new MovedClock();
    private static final Server SERVER = DeliveredServer.start(DATABASE, CLOCK, o -> o);
    private static final String ROOT = "http://127.0.0.1:" + SERVER.port();
    private static final String ROTATE = "/v1/signing-keys/rotate";

    private final Caller vendor = new Caller(ROOT, TestServer.TOKEN, null);

    private static final class MovedClock implements InstantSource {

        private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        @Override
        public Instant instant() {
            return now;
        }

        void later(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void everyKeyIsKnown() {
        vendor.put("/v1/organizations/h", "{\"kind\": \"INSTITUTION\", \"name\": \"H\"}").is(200);
        signed();
        CLOCK.later(SigningKeys.PUBLISHED_BEFORE);
    }

    private SignedText signed() {
        return SignedText.of(
                vendor.get("/v1/access?organization=h&feature=aimis/basic&surface=API&signed=true")
                        .is(200)
                        .at("/jws"));
    }

    private Answer rotated() {
        return vendor.post(ROTATE, "{}").is(200);
    }

    @Test
    void whatTheFormerKeySignedStillVerifies() throws Exception {
        SignedText former = signed();
        String next = rotated().has("/items/0/state", "NEXT").at("/items/1/id");
        SignedText current = signed();
        assertEquals(next, current.kid());
        assertNotEquals(former.kid(), current.kid());
        assertTrue(former.isGenuine(ROOT));
        assertTrue(current.isGenuine(ROOT));
        CLOCK.later(SigningKeys.PUBLISHED_AFTER.minusSeconds(1));
        assertTrue(former.isGenuine(ROOT));
        CLOCK.later(Duration.ofSeconds(32));
        assertFalse(former.isGenuine(ROOT));
        assertTrue(current.isGenuine(ROOT));
    }

    @Test
    void aKeyIsPublishedBeforeItSigns() {
        rotated();
        List<String> published = SignedText.published(ROOT);
        vendor.post(ROTATE, "{}").is(409, "NEXT_KEY_TOO_NEW");
        CLOCK.later(SigningKeys.PUBLISHED_BEFORE);
        rotated();
        assertTrue(published.contains(signed().kid()));
        assertTrue(SigningKeys.PUBLISHED_BEFORE.compareTo(SigningKeys.KEPT) > 0);
        assertEquals(
                "public, max-age=300",
                vendor.get("/.well-known/jwks.json").header("Cache-Control"));
    }

    @Test
    void whoeverAsksTheMeteringPortFindsTheKeysThere() {
        String metering = "http://127.0.0.1:" + SERVER.meteringPort().orElseThrow();
        assertEquals(SignedText.published(ROOT), SignedText.published(metering));
    }

    @Test
    void aKeyThatBecameKnownIsPublishedNoMore() throws Exception {
        rotated();
        SignedText former = signed();
        vendor.post(ROTATE, "{\"compromised\": true}").is(200);
        assertFalse(former.isGenuine(ROOT));
        assertTrue(signed().isGenuine(ROOT));
    }

    @Test
    void aRotationIsInTheAuditLogAndItsSecretsAreErased() {
        String current = signed().kid();
        rotated();
        vendor.get("/v1/audit?limit=1")
                .is(200)
                .has("/items/0/action", "signing-keys.rotate")
                .has("/items/0/before/items/1/id", current);
        List<String> withSecrets =
                DATABASE.database()
                        .readAll(sql ->
                                sql.sql(
                                                "select signing_key::text from signing_keys where secret is not null")
                                        .query(String.class)
                                        .list());
        assertEquals(2, withSecrets.size());
        assertFalse(withSecrets.contains(current));
    }

    @Test
    void rotatingUnderLoadLeavesNoAnswerThatNobodyCanVerify() throws Exception {
        Queue<SignedText> answers = new ConcurrentLinkedQueue<>();
        Queue<String> unknown = new ConcurrentLinkedQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asking = new java.util.ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asking.add(
                        askers.submit(() -> {
                            while (!ended.get()) {
                                List<String> known = SignedText.published(ROOT);
                                SignedText signed = signed();
                                answers.add(signed);
                                if (!known.contains(signed.kid())) {
                                    unknown.add(signed.kid());
                                }
                            }
                        }));
            }
            for (int i = 0; i < 5; i++) {
                int before = answers.size();
                rotated();
                while (answers.size() < before + 50) {
                    Thread.onSpinWait();
                }
                CLOCK.later(SigningKeys.PUBLISHED_BEFORE);
            }
            ended.set(true);
            for (Future<?> one : asking) {
                one.get();
            }
        }
        assertEquals(List.of(), List.copyOf(unknown));
        assertTrue(answers.stream().map(SignedText::kid).distinct().count() >= 5);
        for (SignedText answer : answers.stream().limit(20).toList()) {
            assertTrue(answer.isGenuine(ROOT));
        }
    }

    /// A database that was restored beside a new data folder.
    @Test
    void keysThatCannotBeReadAreReplaced(@TempDir Path folder) throws Exception {
        SignedText former = signed();
        Files.createDirectories(folder);
        SigningKeys elsewhere =
                new SigningKeys(
                        DATABASE.database(), CLOCK, LicenseKey.of(folder.resolve("license-key")));
        SignedText signed = SignedText.of(elsewhere.signed("test", new byte[] {'{', '}'}));
        assertNotEquals(former.kid(), signed.kid());
        assertEquals(
                List.of(SigningKey.State.NEXT, SigningKey.State.CURRENT),
                elsewhere.published().stream().map(SigningKey::state).limit(2).toList());
        // And back: this server has keys of its own again as soon as it looks.
        CLOCK.later(Duration.ofMinutes(1));
        assertTrue(signed().isGenuine(ROOT));
        assertTrue(former.isGenuine(ROOT));
    }
}
