package scrip.core.ledger;

import java.time.Instant;

/// A fact in its place in an account's ledger (T6).
///
/// @param seq gap-free per account, from 1
/// @param effectiveAt when it is true
/// @param bookedAt when it was written; never goes back for one account (T5)
public record Entry(long seq, Instant effectiveAt, Instant bookedAt, Fact fact) {}
