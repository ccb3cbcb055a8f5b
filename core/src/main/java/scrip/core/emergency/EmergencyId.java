package scrip.core.emergency;

import java.util.UUID;

/// The id of an emergency.
public record EmergencyId(UUID value) implements Comparable<EmergencyId> {

    @Override
    public int compareTo(EmergencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
