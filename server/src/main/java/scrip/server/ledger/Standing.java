package scrip.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;

/// An account as its last committed fact has left it, with what the database knows of it.
///
/// @param number its short name in hot tables; 0 if the account does not exist
/// @param nextDueAt what the database has as the next instant at which time alone causes a fact
/// @param snapshotSeq the fact after which it was last kept as a snapshot
record Standing(long number, Account account, @Nullable Instant nextDueAt, long snapshotSeq) {}
