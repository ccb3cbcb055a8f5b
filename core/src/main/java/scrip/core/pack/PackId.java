package scrip.core.pack;

import java.util.UUID;

/// The id of a pack; that of the order line that bought it, if one did.
public record PackId(UUID value) implements Comparable<PackId> {

    @Override
    public int compareTo(PackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
