package scrip.core.license;

import java.util.UUID;
import scrip.core.order.LineId;

/// The id of a license; of a monthly resource, of one of its sets (R14).
public record LicenseId(UUID value) implements Comparable<LicenseId> {

    /// The id of the `set`th license, from 0, that an order line begins.
    public static LicenseId of(LineId line, int set) {
        UUID of = line.value();
        return new LicenseId(
                new UUID(
                        of.getMostSignificantBits(),
                        of.getLeastSignificantBits() ^ ((set + 1L) << 20)));
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
