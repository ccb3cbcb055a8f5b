package scrip.server.verify;

import java.util.Optional;
import java.util.function.Consumer;
import scrip.server.chain.ChainEntry;
import scrip.server.chain.ChainReader;
import scrip.server.chain.Checkpoint;
import scrip.server.chain.EndTree;
import scrip.server.chain.Head;

/// Compares the database with a head that was kept elsewhere. Whoever can write into the database
/// can make every chain in it again; such a head is what they cannot change.
final class HeadCheck {

    private final ChainReader chain;
    private final Consumer<String> find;

    HeadCheck(ChainReader chain, Consumer<String> find) {
        this.chain = chain;
        this.find = head -> find.accept("published head: " + head);
    }

    /// Runs the check. That the chain is sound up to its end, and the log up to the ends of
    /// accounts, is verified apart from it.
    void run(Head head) {
        Optional<ChainEntry> entry = chain.entry(head.entry());
        if (entry.isEmpty()) {
            find.accept(
                    "entry %d of the installation log is missing: it ends at %d"
                            .formatted(head.entry(), chain.end().seq()));
        } else if (!entry.get().hash().equals(head.chain())) {
            find.accept(
                    "entry %d of the installation log is another now: one up to it was changed, added or removed"
                            .formatted(head.entry()));
        }
        Checkpoint then = head.checkpoint();
        Optional<Checkpoint> now = chain.checkpoint(then.checkpoint());
        if (now.isEmpty()) {
            find.accept("checkpoint " + then.checkpoint() + " is missing");
        } else if (!now.get().equals(then)) {
            find.accept(
                    "checkpoint %d is %s now; it was %s"
                            .formatted(then.checkpoint(), now.get(), then));
        }
        EndTree tree = EndTree.at(chain, then.checkpoint());
        if (tree.size() != then.accounts()) {
            find.accept("it covered %d accounts, now %d".formatted(then.accounts(), tree.size()));
        } else if (!tree.root().equals(then.root())) {
            find.accept(
                    "the rows of some account up to it are others now: their root is %s, it was %s"
                            .formatted(tree.root(), then.root()));
        }
    }
}
