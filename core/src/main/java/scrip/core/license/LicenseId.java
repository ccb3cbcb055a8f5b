package scrip.core.license;

import java.util.UUID;

/// The id of a license; of a monthly resource, of one of its sets (R14).
public record LicenseId(UUID value) implements Comparable<LicenseId> {

    @Override
    public int compareTo(LicenseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
