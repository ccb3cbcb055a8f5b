package scrip.core.standing;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import scrip.core.ledger.Account;

/// The standing of an account, from best to worst.
public enum AccountStanding {
    GOOD,
    /// Owes units or time.
    ARREARS,
    /// Has owed for more than 24 hours, or stays suspended until a unit can be spent (R13).
    SUSPENDED;

    /// The standing of an account at an instant.
    public static AccountStanding of(Account account, Instant now) {
        return of(Waiting.owed(account).filter(w -> w.waitsAt(now)).map(Waiting::kind).toList());
    }

    /// The worst standing that anything gives which waits for an account; how the list of
    /// organizations knows it from the `waits` table.
    public static AccountStanding of(Collection<Waiting.Kind> waiting) {
        return waiting.stream()
                .map(AccountStanding::by)
                .max(Comparator.naturalOrder())
                .orElse(GOOD);
    }

    /// The kinds that give this standing or a worse one; for `GOOD`, those of which none may wait.
    public Set<Waiting.Kind> kinds() {
        Set<Waiting.Kind> kinds = EnumSet.noneOf(Waiting.Kind.class);
        for (Waiting.Kind kind : Waiting.Kind.values()) {
            if (by(kind) != GOOD && by(kind).compareTo(this) >= 0) {
                kinds.add(kind);
            }
        }
        return Collections.unmodifiableSet(kinds);
    }

    private static AccountStanding by(Waiting.Kind kind) {
        return switch (kind) {
            case DEBT -> ARREARS;
            case SUSPENDED -> SUSPENDED;
            case APPROVAL,
                    TRANSFER,
                    KEPT,
                    UNAPPLIED,
                    SERVICE,
                    SALE,
                    RETURN,
                    HELD,
                    ORDERED,
                    QUOTED ->
                    GOOD;
        };
    }
}
