package scrip.core.standing;

import java.time.Instant;
import java.util.Comparator;
import scrip.core.ledger.Account;

/// How an account stands, the worst last.
public enum AccountStanding {
    GOOD,
    /// Owes units or time.
    ARREARS,
    /// And for more than 24 hours, or until a unit can be spent (R13).
    SUSPENDED;

    /// The worst of what is owed. The list of organizations asks the same of the table of what
    /// waits, which has the same values.
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
