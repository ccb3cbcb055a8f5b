package scrip.server.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;

/// An account as its last committed fact has left it, with what the database stores about it.
///
/// @param number the number that stands for it in large tables; 0 if the account does not exist
/// @param head the end of its part of the log
/// @param nextDueAt the next instant at which time alone causes a fact, as stored in the database
/// @param snapshotSeq the sequence number of its last snapshot
/// @param decidedSeq the sequence number after which time alone has caused every fact
/// @param answers the answers of access computed from it
record CommittedAccount(
        long number,
        Account account,
        LogHead head,
        @Nullable Instant nextDueAt,
        long snapshotSeq,
        long decidedSeq,
        KeptAnswers answers) {

    /// An account of which no answers were computed yet.
    CommittedAccount(
            long number,
            Account account,
            LogHead head,
            @Nullable Instant nextDueAt,
            long snapshotSeq,
            long decidedSeq) {
        this(number, account, head, nextDueAt, snapshotSeq, decidedSeq, new KeptAnswers());
    }

    /// An account as it was loaded.
    CommittedAccount(
            long number,
            Account account,
            LogHead head,
            @Nullable Instant nextDueAt,
            long snapshotSeq) {
        this(number, account, head, nextDueAt, snapshotSeq, account.seq());
    }

    /// This account as further rows of the log left it, while it is being loaded.
    CommittedAccount grown(Account after) {
        return new CommittedAccount(number, after, head, nextDueAt, snapshotSeq);
    }

    /// This account with a snapshot of it taken, or about to be.
    CommittedAccount kept() {
        return new CommittedAccount(number, account, head, nextDueAt, account.seq(), decidedSeq);
    }

    /// Its `nextDueAt` when what is stored is in doubt: readings look for what is due each time,
    /// and the next command stores it.
    static final Instant DUE_UNKNOWN = Instant.EPOCH;

    /// A large account gets a new snapshot when one part in this many is new.
    private static final int PARTS = 10;

    /// A small account gets a new snapshot after this many facts for each of its parts, and never
    /// sooner than after `SNAPSHOT_FACTS_MIN`: then snapshots take a hundredth of what the log
    /// takes.
    private static final int SNAPSHOT_FACTS_A_PART = 8;

    private static final int SNAPSHOT_FACTS_MIN = 32;

    /// Replaying fewer facts takes no longer than reading a snapshot; each is worth this many parts
    /// of an account.
    private static final int NOTICEABLE_FACTS = 4;

    /// Whether time alone has caused facts by now that are not booked yet, or may have.
    boolean isDueBy(Instant now) {
        return nextDueAt != null && !now.isBefore(nextDueAt);
    }

    /// This account as loaded, with what it says itself in place of a stored `nextDueAt` that says
    /// otherwise, as one does that earlier rules computed.
    CommittedAccount checked() {
        return Objects.equals(nextDueAt, Advance.nextDue(account).orElse(null))
                ? this
                : new CommittedAccount(number, account, head, DUE_UNKNOWN, snapshotSeq, decidedSeq);
    }

    /// Whether enough facts were booked since the last snapshot to take another. A large account
    /// gets fewer snapshots, since the cost of one grows with its size, and a small one more.
    ///
    /// @param every the number of facts after which any account but a large one gets one
    boolean hasGrown(int every) {
        long grown = account.seq() - snapshotSeq;
        if (grown < Math.min(every, SNAPSHOT_FACTS_MIN)) {
            return false;
        }
        long size = size();
        long small = Math.max(SNAPSHOT_FACTS_MIN, size * SNAPSHOT_FACTS_A_PART);
        return grown >= Math.max(Math.min(every, small), size / PARTS);
    }

    /// Whether loading it without another snapshot would take noticeably longer.
    boolean hasGrownNoticeably() {
        long grown = account.seq() - snapshotSeq;
        return grown >= NOTICEABLE_FACTS && grown >= size() / NOTICEABLE_FACTS;
    }

    private long size() {
        long packs =
                account.stock().pools().values().stream().mapToLong(p -> p.packs().size()).sum();
        return packs
                + account.trade().orders().size()
                + account.rights().licenses().size()
                + account.rights().services().size();
    }
}
