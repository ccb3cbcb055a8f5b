package scrip.core.order;

import java.util.UUID;

/// The id of a request to the vendor's sales.
public record SalesRequestId(UUID value) implements Comparable<SalesRequestId> {

    @Override
    public int compareTo(SalesRequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
