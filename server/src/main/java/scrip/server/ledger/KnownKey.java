package scrip.server.ledger;

import scrip.core.ledger.Answer;

/// An idempotency key that is taken.
///
/// @param content the digest of the content submitted with it
/// @param hold whether it placed a hold
/// @param answer what was answered
record KnownKey(Digest content, boolean hold, Answer answer) {}
