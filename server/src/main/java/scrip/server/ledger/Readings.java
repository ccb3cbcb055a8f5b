package scrip.server.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;

/// Advances accounts for readings. Where very many due facts are not booked yet, it caches the
/// advanced account, so that not every reading has to compute it again (X4).
final class Readings {

    private static final int KEPT_MAX = 8;

    /// From how many due facts on an advanced account is cached.
    private static final int FACTS_MIN = 1_000;

    /// @param base the account from which it was computed
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
