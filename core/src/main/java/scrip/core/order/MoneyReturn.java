package scrip.core.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;
import scrip.core.text.Unicode;

/// A return of unapplied money: one person of the vendor proposes it, another approves it (M1).
///
/// @param to the bank account it goes to
/// @param note why
/// @param decidedBy who approved or declined it; null while proposed
public record MoneyReturn(
        MoneyReturnId id,
        Money amount,
        String to,
        String note,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /// The states of a return.
    public enum State {
        PROPOSED,
        /// Approved by another person: the money no longer belongs to the account.
        RETURNED,
        DECLINED
    }

    public MoneyReturn decided(State next, String by, Instant at) {
        return new MoneyReturn(id, amount, to, note, next, proposedBy, proposedAt, by, at);
    }

    /// Whether a person proposed it, ignoring differences in the spelling of the name.
    public boolean isProposedBy(String person) {
        return Unicode.isSameName(person, proposedBy);
    }
}
