package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A decided batch that is being written, published and answered while the writer decides the next
/// ones. Nobody but the writer knows of its accounts before they are committed.
///
/// @param submissions those it decides
/// @param after its accounts as it leaves them; those that have grown count as kept in a snapshot
/// @param grown the accounts of which a snapshot is due, to be offered after the commit
/// @param found keys and subjects that were wrongly assumed to be new, if it was not committed for
///   that reason
/// @param committed whether it was committed; false if it was not, or if that is in doubt, and its
///   submissions have to be decided again
record Flight(
        List<Submission> submissions,
        Batch batch,
        Map<Ref, CommittedAccount> after,
        Map<Ref, CommittedAccount> grown,
        Conflicts found,
        CompletableFuture<Boolean> committed) {}
