package scrip.core.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.time.Due;

/// What time alone causes: holds end, packs start, end and close, pools are suspended, orders
/// expire, and every notice falls due (R2, R9, R11, R15, L3, O4). Pure: with the same account and
/// instant it always gives the same entries.
public final class Advance {

    /// How many facts may fall due at once before something must be wrong.
    private static final int STEPS_MAX = 1_000_000;

    /// About how many facts that fell due one decision books (X4): what is due at once is booked at
    /// once, be it more.
    public static final int PORTION = 500;

    private Advance() {}

    /// An account with the entries that brought it there.
    public record Advanced(Account account, List<Entry> entries) {}

    /// The account at `now`: every fact that has fallen due, in the order of due instants, booked
    /// at `now`. Reads begin with it and store nothing.
    public static Advanced to(Account account, Instant now) {
        DecisionDraft draft = new DecisionDraft(account, now);
        to(draft);
        return new Advanced(draft.account(), draft.entries());
    }

    /// What was advanced before, at a later instant: as `to` would have it, but only what has
    /// fallen due since is worked out.
    public static Advanced to(Advanced before, Instant now) {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : before.entries()) {
            entries.add(new Entry(entry.seq(), entry.effectiveAt(), now, entry.fact()));
        }
        Account account = before.account();
        DecisionDraft draft =
                new DecisionDraft(entries.isEmpty() ? account : account.at(entries.getLast()), now);
        to(draft);
        entries.addAll(draft.entries());
        return new Advanced(draft.account(), List.copyOf(entries));
    }

    /// The first entries that time alone will cause until an instant: about as many as asked for,
    /// since each may cause others at once. A large account has very many of them to come.
    public static List<Entry> coming(Account account, Instant until, int most) {
        DecisionDraft draft = new DecisionDraft(account, until);
        while (draft.count() < most && step(draft)) {
            // The next is taken.
        }
        return draft.entries();
    }

    /// The next instant at which time alone will cause a fact.
    public static Optional<Instant> nextDue(Account account) {
        return Optional.ofNullable(next(account)).map(Due::at);
    }

    /// Takes what is due by now, but no more than a portion.
    ///
    /// @return whether nothing more is due
    static boolean isDone(DecisionDraft draft, int portion) {
        while (draft.count() < portion) {
            if (!step(draft)) {
                return true;
            }
        }
        Due due = next(draft.account());
        return due == null || due.at().isAfter(draft.now());
    }

    private static void to(DecisionDraft draft) {
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            if (!step(draft)) {
                return;
            }
        }
        throw new IllegalStateException("time does not move on: " + draft.account().id());
    }

    /// Takes what is due next, if it is due by now.
    ///
    /// @return whether anything was
    private static boolean step(DecisionDraft draft) {
        Account account = draft.account();
        Due due = next(account);
        if (due == null || due.at().isAfter(draft.now())) {
            return false;
        }
        if (due.equals(PoolAgenda.due(account))) {
            PoolAgenda.take(draft, due);
        } else if (due.equals(RightsAgenda.due(account))) {
            RightsAgenda.take(draft, due);
        } else {
            OrderAgenda.take(draft, due);
        }
        return true;
    }

    /// What is due first of all; each part of the account knows its own.
    private static @Nullable Due next(Account account) {
        Due first = Due.first(PoolAgenda.due(account), RightsAgenda.due(account));
        return Due.first(first, OrderAgenda.due(account));
    }
}
