package scrip.server.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;
import scrip.core.order.OrderId;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;

/// A quote in the form of the contract (C9).
public record QuoteView(
        QuoteId id,
        State state,
        List<OrderView.LineView> lines,
        Money total,
        Instant quotedAt,
        Instant holdsUntil,
        @Nullable OrderId order) {

    /// The states of a quote.
    public enum State {
        OPEN,
        /// It became an order.
        ACCEPTED,
        /// Its 30 days are over.
        EXPIRED;

        static State of(Quote quote, Instant now) {
            if (quote.acceptedAs() != null) {
                return ACCEPTED;
            }
            return quote.holdsAt(now) ? OPEN : EXPIRED;
        }
    }

    public static QuoteView of(Quote quote, Instant now) {
        return new QuoteView(
                quote.id(),
                State.of(quote, now),
                quote.lines().stream().map(OrderView.LineView::of).toList(),
                quote.total(),
                quote.quotedAt(),
                quote.quotedAt().plus(Quote.HOLDS_FOR),
                quote.acceptedAs());
    }
}
