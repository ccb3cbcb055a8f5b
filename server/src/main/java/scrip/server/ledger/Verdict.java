package scrip.server.ledger;

import java.util.List;

/// What deciding a submission comes to, before anything of it is done.
sealed interface Verdict {

    /// It ends without effect.
    record Ends(Outcome outcome) implements Verdict {}

    /// It is accepted.
    record Accepts(List<Batch.Step> steps) implements Verdict {}

    /// An account of it has more due than one decision books.
    ///
    /// @param portion what a tick of that account books
    record Behind(Batch.Step portion) implements Verdict {}
}
