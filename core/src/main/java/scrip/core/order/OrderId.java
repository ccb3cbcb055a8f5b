package scrip.core.order;

import java.util.UUID;

/// The id of an order.
public record OrderId(UUID value) implements Comparable<OrderId> {

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
