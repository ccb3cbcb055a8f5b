package scrip.server.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;

/// Advances accounts for readings, and keeps what was worked out for those on which very much has
/// fallen due that is not booked yet: it is not worked out again for each reading (X4).
final class Readings {

    private static final int KEPT_MAX = 8;

    /// How many facts have fallen due on an account that is kept.
    private static final int FACTS_MIN = 1_000;

    /// @param base the account from which it was worked out
    private record Known(Account base, Advance.Advanced advanced, Instant at) {}

    private final LinkedHashMap<Ref, Known> all = new LinkedHashMap<>(16, 0.75f, true);

    @SuppressWarnings("ReferenceEquality") // The same object has not changed.
    Reading of(Ref ref, Account base, Instant now) {
        Known known = find(ref);
        Advance.Advanced advanced =
                known != null && known.base() == base && !now.isBefore(known.at())
                        ? later(known, now)
                        : Advance.to(base, now);
        if (advanced.entries().size() >= FACTS_MIN) {
            keep(ref, new Known(base, advanced, now));
        }
        return new Reading(advanced.account(), advanced.entries(), now);
    }

    private static Advance.Advanced later(Known known, Instant now) {
        return known.at().equals(now) ? known.advanced() : Advance.to(known.advanced(), now);
    }

    private synchronized @Nullable Known find(Ref ref) {
        return all.get(ref);
    }

    private synchronized void keep(Ref ref, Known known) {
        all.put(ref, known);
        if (all.size() > KEPT_MAX) {
            all.remove(all.firstEntry().getKey());
        }
    }
}
