package scrip.server.ledger;

import java.time.Instant;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;

/// An account in the overlay of a batch.
final class Slot {

    final Ref ref;
    final Realm realm;
    final CommittedAccount base;
    final Instant now;

    /// The account as the batch has left it so far; its number, once it has one; its position among
    /// the rows, from 1.
    Account account;

    long number;
    int index;
    boolean touched;

    Slot(Ref ref, Realm realm, CommittedAccount base, Instant clock) {
        this.ref = ref;
        this.realm = realm;
        this.base = base;
        this.account = base.account();
        this.number = base.number();
        Instant last = base.account().bookedAt();
        this.now = clock.isBefore(last) ? last : clock;
    }

    Ref ref() {
        return ref;
    }

    long number() {
        return number;
    }

    /// Whether any due fact is not booked yet.
    boolean isDue() {
        return Advance.nextDue(account).filter(due -> !due.isAfter(now)).isPresent();
    }
}
