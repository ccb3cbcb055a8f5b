package scrip.core.pack;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.Summary;
import scrip.core.time.Due;

/// The open holds of one pool, oldest first (R15). Immutable; a lookup by key does not scan the
/// others.
public final class OpenHolds extends AbstractCollection<Hold> {

    private static final Summary<Hold, Due> DUE =
            Due.first(h -> new Due(h.endsAt(), Due.Rank.HOLD_END));

    /// No hold.
    public static final OpenHolds NONE =
            new OpenHolds(PersistentMap.summed(DUE), PersistentMap.empty());

    private final PersistentMap<Long, Hold> oldestFirst;
    private final PersistentMap<String, Long> seqs;

    private OpenHolds(PersistentMap<Long, Hold> oldestFirst, PersistentMap<String, Long> seqs) {
        this.oldestFirst = oldestFirst;
        this.seqs = seqs;
    }

    /// A collection of the given holds, oldest first.
    public static OpenHolds of(Collection<Hold> holds) {
        OpenHolds all = NONE;
        for (Hold hold : holds) {
            all = all.with(hold);
        }
        return all;
    }

    OpenHolds with(Hold hold) {
        return new OpenHolds(oldestFirst.with(hold.seq(), hold), seqs.with(hold.key(), hold.seq()));
    }

    OpenHolds without(String key) {
        Long seq = seqs.get(key);
        return seq == null ? this : new OpenHolds(oldestFirst.without(seq), seqs.without(key));
    }

    /// The hold of that key; null if none is open.
    @Nullable Hold find(String key) {
        Long seq = seqs.get(key);
        return seq == null ? null : oldestFirst.get(seq);
    }

    /// The earliest end of any hold.
    @Nullable Due due() {
        return oldestFirst.sum(DUE);
    }

    /// The oldest hold with that due.
    Hold dueFirst(Due due) {
        return oldestFirst.where(DUE, due::equals).iterator().next();
    }

    @Override
    public Iterator<Hold> iterator() {
        return oldestFirst.values().iterator();
    }

    @Override
    public int size() {
        return oldestFirst.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenHolds holds && oldestFirst.equals(holds.oldestFirst);
    }

    @Override
    public int hashCode() {
        return oldestFirst.hashCode();
    }
}
