package scrip.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;

/// An account as its last committed fact has left it, with what the database knows of it.
///
/// @param number its short name in hot tables; 0 if the account does not exist
/// @param nextDueAt what the database has as the next instant at which time alone causes a fact
/// @param snapshotSeq the fact after which it was last kept as a snapshot
record CommittedAccount(
        long number, Account account, @Nullable Instant nextDueAt, long snapshotSeq) {

    /// The share of a large account that may be new since it was last kept: one in so many.
    private static final int PARTS = 10;

    /// Whether so much has happened since it was kept as a snapshot that it is time for another. A
    /// large account is kept less often, since that costs as much as it is large.
    boolean hasGrown(int every) {
        return account.seq() - snapshotSeq >= Math.max(every, size() / PARTS);
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
