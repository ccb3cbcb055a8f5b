package scrip.server.ledger;

import java.util.List;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;

/// How a submission ended. Anything else (a bug) completes the future exceptionally.
public sealed interface Outcome {

    /// Accepted and committed.
    ///
    /// @param account the account that booked it; not the one addressed if a use within a
    ///   consortium comes from an institution that has left it (R21)
    /// @param entries the facts it booked, including those that time alone had caused; empty for a
    ///   repeat
    /// @param repeated whether this is the first answer to an earlier submission of the same key
    record Accepted(OrganizationId account, Answer answer, List<Entry> entries, boolean repeated)
            implements Outcome {

        /// An acceptance that changed nothing: a repeat, or a tick that came too early.
        static Accepted again(OrganizationId account, Answer answer) {
            return new Accepted(account, answer, List.of(), true);
        }
    }

    /// Refused by a rule. Nothing was stored, and the key is free.
    record Refused(Refusal refusal) implements Outcome {}

    /// Not decided, or in doubt: submit it again later with the same key.
    record Unavailable(Reason reason) implements Outcome {}

    /// Why the ledger does not answer now.
    enum Reason {
        /// The queue is full.
        BUSY,
        /// Another server is the writer, or none is yet.
        STANDBY,
        /// The database does not answer.
        DATABASE_AWAY,
        /// The database is out of disk space or memory.
        DATABASE_FULL,
        /// This server's clock differs too much from the database's.
        CLOCK_WRONG,
        /// This server is stopping.
        STOPPING
    }
}
