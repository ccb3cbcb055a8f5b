package scrip.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;

/// A dated offer that holds its prices and its items, and is accepted once (C9).
///
/// @param acceptedAs the order that accepting it placed; null until then
public record Quote(
        QuoteId id, List<Line> lines, Money total, Instant quotedAt, @Nullable OrderId acceptedAs) {

    /// How long a quote holds its prices (C9).
    public static final Duration HOLDS_FOR = Duration.ofDays(30);

    /// A new quote, not accepted yet.
    public static Quote open(QuoteId id, List<Line> lines, Money total, Instant quotedAt) {
        return new Quote(id, lines, total, quotedAt, null);
    }

    /// The quote, accepted by placing an order.
    public Quote acceptedAs(OrderId order) {
        return new Quote(id, lines, total, quotedAt, order);
    }

    /// Whether its prices are still valid and it has not been accepted.
    public boolean isOpenAt(Instant now) {
        return acceptedAs == null && holdsAt(now);
    }

    public boolean holdsAt(Instant now) {
        return now.isBefore(quotedAt.plus(HOLDS_FOR));
    }
}
