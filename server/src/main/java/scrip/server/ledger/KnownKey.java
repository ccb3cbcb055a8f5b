package scrip.server.ledger;

import scrip.core.ledger.Answer;

/// A key that is taken.
///
/// @param content what was submitted with it
/// @param hold whether it placed a hold
/// @param answer what was answered
record KnownKey(Digest content, boolean hold, Answer answer) {}
