package scrip.core.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.time.Due;

/// Computes the facts that time alone causes: holds end, packs start, end and close, pools are
/// suspended, orders expire, and notices fall due (R2, R9, R11, R15, L3, O4). Pure: the same
/// account and instant always give the same entries.
public final class Advance {

    /// The number of facts due at once beyond which there must be a bug.
    private static final int STEPS_MAX = 1_000_000;

    /// About how many overdue facts one decision books (X4). Facts due at the same instant are
    /// booked together, even if there are more.
    public static final int PORTION = 500;

    private Advance() {}

    /// An advanced account, with the entries that advanced it.
    public record Advanced(Account account, List<Entry> entries) {}

    /// The account at `now`: with every fact that has fallen due, in the order of due instants,
    /// booked at `now`. Reads begin with this and store nothing.
    public static Advanced to(Account account, Instant now) {
        DecisionDraft draft = new DecisionDraft(account, now);
        to(draft);
        return new Advanced(draft.account(), draft.entries());
    }

    /// Advances an advanced account to a later instant. The result is that of `to`, but only facts
    /// that have fallen due since are computed.
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

    /// Advances to a later instant what was advanced before, of which the account may have booked
    /// some entries by now, and nothing else. The result is that of `to`, but only facts that have
    /// fallen due since are computed (X4).
    public static Advanced to(Advanced before, Account booked, Instant now) {
        List<Entry> left = before.entries().stream().filter(e -> e.seq() > booked.seq()).toList();
        return left.isEmpty() || left.getFirst().seq() != booked.seq() + 1
                ? to(booked, now)
                : to(new Advanced(before.account(), left), now);
    }

    /// The first entries that time alone will cause until an instant: about `most`, since an entry
    /// may cause others at the same instant. Limited because a large account has very many future
    /// entries.
    public static List<Entry> coming(Account account, Instant until, int most) {
        DecisionDraft draft = new DecisionDraft(account, until);
        while (draft.count() < most && step(draft)) {
            // Continue with the next one.
        }
        return draft.entries();
    }

    /// The next instant at which time alone will cause a fact.
    public static Optional<Instant> nextDue(Account account) {
        return Optional.ofNullable(next(account)).map(Due::at);
    }

    /// Adds the facts due by now, but no more than a portion.
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

    /// Adds the facts due next, if they are due by now.
    ///
    /// @return whether there were any
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

    /// The first due of the account; each part of the account knows its own first due.
    private static @Nullable Due next(Account account) {
        Due first = Due.first(PoolAgenda.due(account), RightsAgenda.due(account));
        return Due.first(first, OrderAgenda.due(account));
    }
}
