package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What time alone causes.
public final class Advance {

    private Advance() {}

    /// An account with the entries that brought it there.
    public record Advanced(Account account, List<Entry> entries) {}

    /// The account at `now`: every fact that has fallen due, in the order of due instants, booked
    /// at `now`. Reads begin with it and store nothing.
    public static Advanced to(Account account, Instant now) {
        throw new UnsupportedOperationException("to come");
    }

    /// The next instant at which time alone will cause a fact.
    public static Optional<Instant> nextDue(Account account) {
        throw new UnsupportedOperationException("to come");
    }
}
