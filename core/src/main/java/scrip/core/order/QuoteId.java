package scrip.core.order;

import java.util.UUID;

/// The id of a quote.
public record QuoteId(UUID value) implements Comparable<QuoteId> {

    @Override
    public int compareTo(QuoteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
