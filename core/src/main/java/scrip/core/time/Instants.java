package scrip.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Which of two instants comes first, where either may be null because it never comes; and instants
/// from their text.
public final class Instants {

    private static final int SECONDS_END = "2026-03-01T09:00:00".length();
    private static final int NANO_DIGITS = 9;

    private Instants() {}

    /// The earlier of two instants; the only one if the other is null; null if both are.
    public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }

    /// The later of two instants; the only one if the other is null; null if both are.
    public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isAfter(one) ? other : one;
    }

    /// An instant from the text of `Instant.toString`: for the many of a stored account, whose
    /// first load would mostly wait for a general parser.
    ///
    /// @throws java.time.DateTimeException or NumberFormatException for a text that is no instant
    public static Instant read(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(4) != '-' || text.charAt(end) != 'Z') {
            return Instant.parse(text);
        }
        int nanos = end == SECONDS_END ? 0 : number(text, SECONDS_END + 1, end);
        for (int digits = end - SECONDS_END - 1; nanos > 0 && digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int end) {
        return Integer.parseInt(text, from, end, 10);
    }
}
