package scrip.core.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.sorted.Summary;

/// When time alone will next change something. The earliest due is processed first; ties are
/// resolved in the order of their owners.
///
/// @param rank the order of events due at one instant: causes before their effects
public record Due(Instant at, Rank rank) implements Comparable<Due> {

    private static final Comparator<Due> ORDER =
            Comparator.comparing(Due::at).thenComparing(Due::rank);

    /// The order in which events due at one instant happen: packs end, since they can no longer be
    /// used at that instant (R2, T1), then holds end, then packs begin, then pools are suspended
    /// (R15).
    public enum Rank {
        PACK_END,
        HOLD_END,
        PACK_START,
        PACK_CLOSE,
        SUSPENSION,
        LICENSE,
        ORDER,
        SERVICE,
        REMINDER
    }

    /// The first of the dues of many.
    ///
    /// @param <V> what has one due, or none
    private record First<V>(Function<V, @Nullable Due> due) implements Summary<V, Due> {

        @Override
        public @Nullable Due of(V value) {
            return due.apply(value);
        }

        @Override
        public Due plus(Due earlier, Due later) {
            return later.isBefore(earlier) ? later : earlier;
        }
    }

    /// The first of the dues of many.
    public static <V> Summary<V, Due> first(Function<V, @Nullable Due> due) {
        return new First<>(due);
    }

    /// The earlier of two dues, the first argument on ties; null if both are null.
    public static @Nullable Due first(@Nullable Due one, @Nullable Due other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }

    public boolean isBefore(Due other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Due other) {
        return ORDER.compare(this, other);
    }
}
