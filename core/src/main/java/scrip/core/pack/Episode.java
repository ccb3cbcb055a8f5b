package scrip.core.pack;

import java.time.Duration;
import java.time.Instant;

/// One uninterrupted period of arrears of a pool (R11).
///
/// @param startedAt the booking time of the first uncovered unit
/// @param halfway whether the notice 12 hours after its start has been given (R19)
public record Episode(Instant startedAt, boolean halfway) {

    /// How long everything still works after arrears begin (R11, L2).
    public static final Duration GRACE = Duration.ofHours(24);

    /// When, after the start of arrears, the reminder is sent (R19, L3).
    public static final Duration HALFWAY = Duration.ofHours(12);

    public Instant halfwayAt() {
        return startedAt.plus(HALFWAY);
    }

    public Instant suspendsAt() {
        return startedAt.plus(GRACE);
    }
}
