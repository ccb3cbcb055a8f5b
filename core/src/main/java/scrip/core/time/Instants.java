package scrip.core.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of two instants comes first, where either may be null because it never comes.
public final class Instants {

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
}
