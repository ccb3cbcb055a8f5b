package scrip.server.ledger;

import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;

/// An idempotency key that is taken.
///
/// @param content the digest of the content submitted with it
/// @param hold whether it placed a hold
/// @param answer what was answered
record KnownKey(Digest content, boolean hold, Answer answer) {

    /// The key of a row of the log.
    ///
    /// @param account the account whose row it is, as it is now
    static KnownKey of(LogRow row, Account account) {
        LogRow.Key key = row.key();
        if (key == null) {
            throw new IllegalStateException("a row without a key: " + row);
        }
        return new KnownKey(
                key.content(), row.command().equals(HOLD), LogEntries.answer(row, account));
    }

    private static final String HOLD = Command.HoldUnits.class.getSimpleName();
}
