package scrip.core.license;

import java.util.UUID;
import scrip.core.order.LineId;

/// The id of a license; of a monthly resource, of one of its sets (R14).
public record LicenseId(UUID value) implements Comparable<LicenseId> {

    /// The id of the `set`th license, from 0, that an order line begins.
    ///
    /// @param recalls how often its payment had been recalled before (R17)
    public static LicenseId of(LineId line, int set, int recalls) {
        UUID of = line.value();
        long bits = (set + 1L) << 20 ^ (long) recalls << 48;
        return new LicenseId(
                new UUID(of.getMostSignificantBits(), of.getLeastSignificantBits() ^ bits));
    }

    @Override
    public int compareTo(LicenseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
