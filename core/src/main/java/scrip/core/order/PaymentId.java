package scrip.core.order;

import java.util.UUID;

/// The id of a payment.
public record PaymentId(UUID value) implements Comparable<PaymentId> {

    @Override
    public int compareTo(PaymentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
