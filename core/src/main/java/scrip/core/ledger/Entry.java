package scrip.core.ledger;

import java.time.Instant;

/// A fact with its position in an account's ledger (T6).
///
/// @param seq gap-free per account, from 1
/// @param effectiveAt when it takes effect
/// @param bookedAt when it was booked; never goes back within one account (T5)
public record Entry(long seq, Instant effectiveAt, Instant bookedAt, Fact fact) {}
