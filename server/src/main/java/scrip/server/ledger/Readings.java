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

    /// @param decidedSeq of the account from which it was computed
    private record Known(long decidedSeq, Advance.Advanced advanced, Instant at) {}

    private final LinkedHashMap<Ref, Known> all = new LinkedHashMap<>(16, 0.75f, true);

    /// What is known serves until a command decides anew, also while portions of it are booked.
    Reading of(Ref ref, CommittedAccount standing, Instant now) {
        Known known = find(ref);
        Advance.Advanced advanced =
                known != null
                                && known.decidedSeq() == standing.decidedSeq()
                                && !now.isBefore(known.at())
                        ? later(known, standing.account(), now)
                        : Advance.to(standing.account(), now);
        if (advanced.entries().size() >= FACTS_MIN) {
            keep(ref, new Known(standing.decidedSeq(), advanced, now));
        }
        return new Reading(advanced.account(), advanced.entries(), now);
    }

    /// What is known at a later instant, or at the same one with some of it booked meanwhile.
    private static Advance.Advanced later(Known known, Account account, Instant now) {
        boolean isSame =
                now.equals(known.at())
                        && account.seq() < known.advanced().entries().getFirst().seq();
        return isSame ? known.advanced() : Advance.to(known.advanced(), account, now);
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
