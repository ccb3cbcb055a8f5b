package scrip.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Command;

/// An account in the overlay of a batch.
final class Slot {

    final Ref ref;
    final Realm realm;
    final CommittedAccount base;
    final Instant now;

    /// The account as the batch has left it so far; its number, once it has one; the end of its
    /// part of the log.
    Account account;

    long number;
    LogHead head;
    long decidedSeq;
    boolean touched;

    Slot(Ref ref, Realm realm, CommittedAccount base, Instant clock) {
        this.ref = ref;
        this.realm = realm;
        this.base = base;
        this.account = base.account();
        this.number = base.number();
        this.head = base.head();
        this.decidedSeq = base.decidedSeq();
        Instant last = base.account().bookedAt();
        this.now = clock.isBefore(last) ? last : clock;
    }

    Ref ref() {
        return ref;
    }

    long number() {
        return number;
    }

    /// Takes over what a step has booked.
    void take(Batch.Step step) {
        boolean tick = step.part().command() instanceof Command.Tick;
        account = step.accepted().after();
        decidedSeq = tick ? decidedSeq : account.seq();
        touched |= tick || !step.accepted().entries().isEmpty();
    }

    /// The account as it is left, to be published after the commit.
    CommittedAccount committed(@Nullable Instant due) {
        return new CommittedAccount(number, account, head, due, base.snapshotSeq(), decidedSeq);
    }

    /// Whether any due fact is not booked yet.
    boolean isDue() {
        return Advance.nextDue(account).filter(due -> !due.isAfter(now)).isPresent();
    }
}
