package scrip.server.ledger;

import java.util.List;

/// The result of deciding a submission, before it takes effect.
sealed interface Verdict {

    /// It ends without effect.
    record Ends(Outcome outcome) implements Verdict {}

    /// It is accepted.
    record Accepts(List<Batch.Step> steps) implements Verdict {}

    /// One of its accounts has more facts due than one decision books.
    ///
    /// @param portion the portion that a tick of that account books
    record Behind(Batch.Step portion) implements Verdict {}
}
