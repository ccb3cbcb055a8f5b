package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Keys are asked for when they are old or one is unknown, and never often.
class PublishedKeysTest {

    private final Signer one = new Signer("one");
    private final Signer two = new Signer("two");
    private String published = Signer.published(one);
    private boolean away;
    private int asked;
    private long seconds;

    private final PublishedKeys keys =
            new PublishedKeys(
                    () -> {
                        asked++;
                        if (away) {
                            throw new UnavailableException("away", null, null, false);
                        }
                        try {
                            return Json.object(published);
                        } catch (Json.Malformed malformed) {
                            throw new AssertionError(malformed);
                        }
                    },
                    () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void aFloodOfUnknownNamesAsksOnceInThirtySeconds() {
        for (int i = 0; i < 1_000; i++) {
            assertNull(keys.ofNullable("unknown-" + i));
        }
        assertEquals(1, asked);
        seconds = 31;
        assertNull(keys.ofNullable("unknown"));
        assertNull(keys.ofNullable("unknown"));
        assertEquals(2, asked);
    }

    @Test
    void aNewKeyIsKnownWithinThirtySeconds() {
        assertNotNull(keys.ofNullable("one"));
        published = Signer.published(two, one);
        seconds = 31;
        assertNotNull(keys.ofNullable("two"));
        assertNotNull(keys.ofNullable("one"));
        assertEquals(2, asked);
    }

    @Test
    void aKeyThatIsPublishedNoMoreIsForgottenWithinFiveMinutes() {
        assertNotNull(keys.ofNullable("one"));
        published = Signer.published(two);
        seconds = 299;
        assertNotNull(keys.ofNullable("one"));
        seconds = 301;
        assertNull(keys.ofNullable("one"));
    }

    @Test
    void whatIsKnownStaysWhileTheServerIsAway() {
        assertNotNull(keys.ofNullable("one"));
        away = true;
        seconds = 100_000;
        assertNotNull(keys.ofNullable("one"));
        assertNotNull(keys.ofNullable("one"));
        assertEquals(2, asked);
    }
}
