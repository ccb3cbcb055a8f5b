package scrip.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class InstantsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T00:00:00Z");

    @Test
    void theOrderOfTheArgumentsDoesNotMatter() {
        assertEquals(MONDAY, Instants.earlier(MONDAY, TUESDAY));
        assertEquals(MONDAY, Instants.earlier(TUESDAY, MONDAY));
        assertEquals(TUESDAY, Instants.later(MONDAY, TUESDAY));
        assertEquals(TUESDAY, Instants.later(TUESDAY, MONDAY));
    }

    @Test
    void anInstantThatNeverComesIsNeitherEarlierNorLater() {
        assertEquals(MONDAY, Instants.earlier(MONDAY, null));
        assertEquals(MONDAY, Instants.earlier(null, MONDAY));
        assertEquals(MONDAY, Instants.later(MONDAY, null));
        assertEquals(MONDAY, Instants.later(null, MONDAY));
        assertNull(Instants.earlier(null, null));
        assertNull(Instants.later(null, null));
    }
}
