package scrip.core.ledger;

import java.util.List;
import scrip.core.organization.OrganizationId;

/// What `Decide` makes of a command. A refusal books nothing.
public sealed interface Decision {

    /// The command is accepted.
    ///
    /// @param after the account once the entries are applied
    record Accepted(Account after, List<Entry> entries, Answer answer) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    /// The command is to be decided by another account: a reported use within a consortium by an
    /// institution that is no member is booked on its own pool (R21).
    record Elsewhere(OrganizationId account) implements Decision {}
}
