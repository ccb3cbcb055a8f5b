package scrip.core.order;

import java.util.UUID;

/// The id of a line of an order; what the line bought can be found by it.
public record LineId(UUID value) implements Comparable<LineId> {

    @Override
    public int compareTo(LineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
