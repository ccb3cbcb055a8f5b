package scrip.server.order;

import java.time.Instant;
import java.util.List;
import scrip.core.money.Money;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;

/// A quote in the form of the contract (C9).
public record QuoteView(
        QuoteId id,
        List<OrderView.LineView> lines,
        Money total,
        Instant quotedAt,
        Instant holdsUntil) {

    public static QuoteView of(Quote quote) {
        return new QuoteView(
                quote.id(),
                quote.lines().stream().map(OrderView.LineView::of).toList(),
                quote.total(),
                quote.quotedAt(),
                quote.quotedAt().plus(Quote.HOLDS_FOR));
    }
}
