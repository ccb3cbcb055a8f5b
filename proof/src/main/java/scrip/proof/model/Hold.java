package scrip.proof.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Units reserved for some hours (R15). */
final class Hold {
    final Account owner;

    /** Who asked for it: the owner, or a member of the consortium that owns the pool (R21). */
    final Account asker;

    final Pool pool;
    final Instant until;

    /** Units held of each pack, in the order of deduction. */
    final Map<Pack, Long> units = new LinkedHashMap<>();

    boolean open = true;

    Hold(Account owner, Account asker, Pool pool, Instant until) {
        this.owner = owner;
        this.asker = asker;
        this.pool = pool;
        this.until = until;
    }

    long held() {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Closes the hold and returns its units to their packs. Answers how many were returned. */
    Map<String, Long> close() {
        Map<String, Long> returned = new LinkedHashMap<>();
        units.forEach((pack, count) -> {
            pack.held -= count;
            pack.left += count;
            if (count > 0) {
                returned.merge(pack.name, count, Long::sum);
            }
        });
        units.clear();
        open = false;
        return returned;
    }
}
