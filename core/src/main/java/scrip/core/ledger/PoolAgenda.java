package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.license.Reminder;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.Summary;
import scrip.core.time.Due;

/// The events that time alone causes for pools.
final class PoolAgenda {

    private static final Summary<Pool, Due> SUMMARY = Due.first(Pool::due);

    private PoolAgenda() {}

    /// The pools, with a summary of what is due first.
    static SortedMap<PoolKey, Pool> of(SortedMap<PoolKey, Pool> pools) {
        return PersistentMap.summed(pools, SUMMARY);
    }

    /// The first pool at a key or after it; null if there is none.
    static @Nullable Pool first(SortedMap<PoolKey, Pool> pools, PoolKey from) {
        Map.Entry<PoolKey, Pool> found = PersistentMap.copyOf(pools).ceilingEntry(from);
        return found == null ? null : found.getValue();
    }

    static @Nullable Due due(Account account) {
        return pools(account).sum(SUMMARY);
    }

    static void take(DecisionDraft draft, Due due) {
        Pool pool = pools(draft.account()).where(SUMMARY, due::equals).iterator().next();
        Hold hold = pool.dueHold(due);
        Pack pack = pool.duePack(due);
        if (hold != null) {
            endHold(draft, pool.key(), hold);
        } else if (pack != null) {
            pack(draft, pool.key(), pack, due);
        } else {
            episode(draft, pool.key(), due);
        }
    }

    private static PersistentMap<PoolKey, Pool> pools(Account account) {
        return PersistentMap.copyOf(account.stock().pools());
    }

    private static void pack(DecisionDraft draft, PoolKey key, Pack pack, Due due) {
        if (due.rank() == Due.Rank.REMINDER) {
            remind(draft, key, pack, due.at());
            return;
        }
        switch (pack.phase()) {
            case PENDING -> {
                draft.add(pack.from(), new Fact.PackStarted(key, pack.seq()));
                Pools.topUp(draft, key, pack.from());
            }
            case OPEN -> draft.add(pack.until(), new Fact.PackEnded(key, pack.seq()));
            case CLOSING ->
                    draft.add(pack.until(), new Fact.PackClosed(key, pack.seq(), pack.available()));
            case CLOSED, VOIDED -> throw new IllegalStateException("due no more: " + pack.id());
        }
    }

    /// Gives the reminders before the end of a pack with units left (R19). A reminder that finds no
    /// units left is skipped for good, so that units given back later do not trigger it.
    private static void remind(DecisionDraft draft, PoolKey key, Pack pack, Instant at) {
        int place = pack.nextReminder();
        draft.add(at, new Fact.PackReminded(key, pack.seq(), place + 1));
        if (pack.available() + pack.held() > 0) {
            List<Reminder.Kind> kinds = Reminder.Kind.beforeEnd();
            draft.notice(at, NoticeCode.valueOf(kinds.get(place).name()), Subject.of(key, pack));
        }
    }

    private static void endHold(DecisionDraft draft, PoolKey key, Hold hold) {
        draft.add(hold.endsAt(), new Fact.HoldClosed(key, hold.key()));
        Pools.unitsCame(draft, key, hold.endsAt());
    }

    private static void episode(DecisionDraft draft, PoolKey key, Due due) {
        if (due.rank() == Due.Rank.SUSPENSION) {
            draft.add(due.at(), new Fact.PoolSuspended(key));
            draft.notice(due.at(), NoticeCode.SUSPENDED, new Subject.OfPool(key));
        } else {
            draft.add(due.at(), new Fact.ArrearsHalfway(key));
            draft.notice(due.at(), NoticeCode.ARREARS_12_HOURS, new Subject.OfPool(key));
        }
    }
}
