package scrip.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import scrip.core.money.Money;

/// A dated offer that holds its prices (C9).
public record Quote(QuoteId id, List<Line> lines, Money total, Instant quotedAt) {

    /// How long a quote holds its prices (C9).
    public static final Duration HOLDS_FOR = Duration.ofDays(30);

    public boolean holdsAt(Instant now) {
        return now.isBefore(quotedAt.plus(HOLDS_FOR));
    }
}
