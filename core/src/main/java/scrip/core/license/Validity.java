package scrip.core.license;

import java.time.Duration;
import java.time.Instant;

/// How long a license is valid.
public sealed interface Validity {

    /// How long everything still works after the end of validity (L2).
    Duration GRACE = Duration.ofHours(24);

    /// It ends.
    ///
    /// @param until the first instant after it
    /// @param lapsesAt when arrears begin unless it is renewed: at `until`, or at the recall that
    ///   left `until` in the past (R17)
    record Until(Instant until, Instant lapsesAt) implements Validity {

        /// When the grace period ends and it is suspended (L2).
        public Instant suspendsAt() {
            return lapsesAt.plus(GRACE);
        }
    }

    /// It has no end (C7).
    record Perpetual() implements Validity {}

    /// It ends at an instant, and arrears begin then.
    static Validity endingAt(Instant until) {
        return new Until(until, until);
    }
}
