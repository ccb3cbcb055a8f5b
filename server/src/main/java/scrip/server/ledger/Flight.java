package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A decided batch that is being written, published and answered while the writer decides the next
/// one. Nobody but the writer knows of its accounts before they are committed.
///
/// @param submissions those it decides
/// @param after its accounts as it leaves them
/// @param committed whether it was committed; false if nothing was written and its submissions have
///   to be decided again
record Flight(
        List<Submission> submissions,
        Batch batch,
        Map<Ref, CommittedAccount> after,
        CompletableFuture<Boolean> committed) {}
