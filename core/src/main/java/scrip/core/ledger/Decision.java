package scrip.core.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;

/// The result of deciding a command. A refusal books nothing.
///
/// @param <A> what the command answers
public sealed interface Decision<A extends Answer> {

    /// The command is accepted.
    ///
    /// @param after the account once the entries are applied
    record Accepted<A extends Answer>(Account after, List<Entry> entries, A answer)
            implements Decision<A> {}

    /// The command is accepted if another account accepts the command that follows from it: both or
    /// neither.
    ///
    /// @param here its answer is a placeholder: the other account's answer stands for both
    record Together<A extends Answer>(
            Accepted<A> here, OrganizationId account, Command.BookKept command)
            implements Decision<A> {}

    record Refused<A extends Answer>(Refusal refusal) implements Decision<A> {}

    /// More facts have fallen due than one decision books (X4), so the command is not decided. Book
    /// these first facts, then decide again.
    ///
    /// @param after the account once the entries are applied
    record Behind<A extends Answer>(Account after, List<Entry> entries) implements Decision<A> {}

    /// Another account has to decide the command: a reported use within a consortium by a
    /// non-member is booked on the institution's own pool (R21).
    record Elsewhere<A extends Answer>(OrganizationId account) implements Decision<A> {}

    /// The acceptance by this account, alone or together with another; null if it accepts nothing.
    default @Nullable Accepted<A> acceptedHere() {
        return switch (this) {
            case Accepted<A> alone -> alone;
            case Together<A> together -> together.here();
            case Refused<A> _, Elsewhere<A> _, Behind<A> _ -> null;
        };
    }
}
