package scrip.core.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What time alone causes: holds end, packs start, end and close, pools are suspended, orders
/// expire, and every notice falls due (R2, R9, R11, R15, L3, O4). Pure: with the same account and
/// instant it always gives the same entries.
public final class Advance {

    /// How many facts may fall due at once before something must be wrong.
    private static final int STEPS_MAX = 1_000_000;

    private Advance() {}

    /// An account with the entries that brought it there.
    public record Advanced(Account account, List<Entry> entries) {}

    /// Something that will happen at an instant if nothing else does before.
    ///
    /// @param rank the order among things due at one instant: causes before what they may cause
    record Due(Instant at, Rank rank, Step step) {}

    /// What happens when it is due.
    @FunctionalInterface
    interface Step {
        void take(Draft draft);
    }

    /// The order in which things due at one instant happen: packs end, which at that instant cannot
    /// be used any more (R2, T1), then holds end, then packs begin, then pools are suspended.
    enum Rank {
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

    private static final Comparator<Due> ORDER =
            Comparator.comparing(Due::at).thenComparing(Due::rank);

    /// The account at `now`: every fact that has fallen due, in the order of due instants, booked
    /// at `now`. Reads begin with it and store nothing.
    public static Advanced to(Account account, Instant now) {
        Draft draft = new Draft(account, now);
        to(draft);
        return new Advanced(draft.account(), draft.entries());
    }

    /// The first entries that time alone will cause until an instant: about as many as asked for,
    /// since each may cause others at once. A large account has very many of them to come.
    public static List<Entry> coming(Account account, Instant until, int most) {
        Draft draft = new Draft(account, until);
        Due due = next(draft.account());
        while (due != null && !due.at().isAfter(until) && draft.entries().size() < most) {
            due.step().take(draft);
            due = next(draft.account());
        }
        return draft.entries();
    }

    /// The next instant at which time alone will cause a fact.
    public static Optional<Instant> nextDue(Account account) {
        return Optional.ofNullable(next(account)).map(Due::at);
    }

    static void to(Draft draft) {
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            Due due = next(draft.account());
            if (due == null || due.at().isAfter(draft.now())) {
                return;
            }
            due.step().take(draft);
        }
        throw new IllegalStateException("time does not move on: " + draft.account().id());
    }

    private static @Nullable Due next(Account account) {
        Agenda agenda = new Agenda(ORDER);
        account.stock().pools().values().forEach(pool -> PoolAgenda.list(pool, agenda));
        RightsAgenda.list(account, agenda);
        account.trade().orders().values().forEach(order -> OrderAgenda.list(order, agenda));
        return agenda.first();
    }

    /// Keeps the earliest of what it is given; of equals the first.
    static final class Agenda {

        private final Comparator<Due> order;
        private @Nullable Due first;

        Agenda(Comparator<Due> order) {
            this.order = order;
        }

        void add(Instant at, Rank rank, Step step) {
            Due due = new Due(at, rank, step);
            if (first == null || order.compare(due, first) < 0) {
                first = due;
            }
        }

        @Nullable Due first() {
            return first;
        }
    }
}
