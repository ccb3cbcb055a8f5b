package scrip.core.order;

import java.util.Locale;
import java.util.UUID;

/// The id of an order.
public record OrderId(UUID value) implements Comparable<OrderId> {

    private static final int REFERENCE_CHARACTERS = 8;

    /// The reference by which people know the order and which a bank transfer names: the end of its
    /// id, which is random.
    public String reference() {
        String text = value.toString();
        return "SCRIP-"
                + text.substring(text.length() - REFERENCE_CHARACTERS).toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
