package scrip.core.pack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import scrip.core.organization.OrganizationId;

/// Units reserved for a future use (R15).
///
/// @param key the caller's key, by which it is captured or released
/// @param seq the sequence number of the fact that placed it
/// @param units the units held of each pack, in the order of deduction
public record Hold(
        String key, long seq, OrganizationId organization, Instant endsAt, List<Draw> units) {

    /// The maximum, and the default, duration of a hold (R15).
    public static final Duration LONGEST = Duration.ofHours(24);

    /// How many units it holds.
    public long quantity() {
        return units.stream().mapToLong(Draw::units).sum();
    }
}
