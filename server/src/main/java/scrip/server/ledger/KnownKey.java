package scrip.server.ledger;

import java.util.function.Supplier;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;

/// An idempotency key that is taken.
///
/// @param content gives the digest of the content submitted with it
/// @param hold whether it placed a hold
/// @param answer what was answered
record KnownKey(Supplier<Digest> content, boolean hold, Answer answer) {

    /// The key of a row of the log.
    ///
    /// @param account the account whose row it is, as it is now
    static KnownKey of(LogRow row, Account account) {
        return new KnownKey(
                () -> LogEntries.content(row, account.id()),
                row.command().equals(HOLD),
                LogEntries.answer(row, account));
    }

    private static final String HOLD = Command.HoldUnits.class.getSimpleName();
}
