package scrip.server.ledger;

import java.util.List;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;

/// How a submission ended. What is none of these (a bug) completes the future exceptionally.
public sealed interface Outcome {

    /// Committed.
    ///
    /// @param account the account that booked it: another than was asked for a use within a
    ///   consortium that the institution has left (R21)
    /// @param entries the facts it booked, with those that time alone had caused; empty for a
    ///   repeat
    /// @param repeated whether this is the first answer to an earlier submission of the same key
    record Accepted(OrganizationId account, Answer answer, List<Entry> entries, boolean repeated)
            implements Outcome {

        /// What changed nothing: a repeat, or a tick that came too early.
        static Accepted again(OrganizationId account, Answer answer) {
            return new Accepted(account, answer, List.of(), true);
        }
    }

    /// Refused by a rule. Nothing was stored, and the key is free.
    record Refused(Refusal refusal) implements Outcome {}

    /// Not decided, or not known to be: submit it again with the same key later.
    record Unavailable(Reason reason) implements Outcome {}

    /// Why the ledger does not answer now.
    enum Reason {
        /// More is waiting than the queue holds.
        BUSY,
        /// Another server is the writer, or nobody is yet.
        STANDBY,
        /// The database does not answer.
        DATABASE_AWAY,
        /// The database has no room for more.
        DATABASE_FULL,
        /// The clock of this server is too far from that of the database.
        CLOCK_WRONG,
        /// This server is stopping.
        STOPPING
    }
}
