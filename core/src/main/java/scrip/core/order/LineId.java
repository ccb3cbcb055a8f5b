package scrip.core.order;

import java.util.UUID;

/// The id of a line of an order; also used to find what the line bought.
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
