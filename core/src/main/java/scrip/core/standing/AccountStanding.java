package scrip.core.standing;

import java.time.Instant;
import java.util.Comparator;
import scrip.core.ledger.Account;

/// The standing of an account, from best to worst.
public enum AccountStanding {
    GOOD,
    /// Owes units or time.
    ARREARS,
    /// Has owed for more than 24 hours, or stays suspended until a unit can be spent (R13).
    SUSPENDED;

    /// The standing that the worst debt gives. The list of organizations derives the same from the
    /// `waits` table, which has the same values.
    public static AccountStanding of(Account account, Instant now) {
        return Waiting.owed(account)
                .map(w -> of(w, now))
                .max(Comparator.naturalOrder())
                .orElse(GOOD);
    }

    private static AccountStanding of(Waiting waiting, Instant now) {
        if (!waiting.waitsAt(now)) {
            return GOOD;
        }
        Instant due = waiting.due();
        return due == null || due.isAfter(now) ? ARREARS : SUSPENDED;
    }
}
