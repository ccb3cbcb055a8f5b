package scrip.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T09:00:00Z",
                "2026-12-31T23:59:59.999Z",
                "2024-02-29T00:00:00.000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "0001-01-01T00:00:00Z",
                "+12026-03-01T09:00:00Z",
                "-0001-03-01T09:00:00Z"
            })
    void anInstantIsReadAsItWasWritten(String text) {
        assertEquals(text, Instants.read(text).toString());
        assertEquals(Instant.parse(text), Instants.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "2026-02-30T00:00:00Z", "2026-03-01T24:00:01Z", "2026-03-01 Z"})
    void whatIsNoInstantIsRefused(String text) {
        assertThrows(RuntimeException.class, () -> Instants.read(text));
    }
}
