package scrip.server.verify;

import java.util.List;
import java.util.function.Consumer;
import scrip.server.chain.ChainEntry;
import scrip.server.chain.ChainReader;
import scrip.server.chain.Checkpoint;
import scrip.server.chain.EndTree;
import scrip.server.chain.Seal;

/// Verifies what lies beside the accounts: follows the installation log from its first entry,
/// compares each sealed row with its last entry, and computes the root of each checkpoint again.
final class InstallationCheck {

    private final ChainReader chain;
    private final InstallationStore store;
    private final Consumer<String> find;
    private final Progress progress;

    InstallationCheck(
            ChainReader chain, InstallationStore store, Consumer<String> find, Progress progress) {
        this.chain = chain;
        this.store = store;
        this.find = find;
        this.progress = progress;
    }

    /// Runs the check.
    ///
    /// @return how many entries the installation log has
    long run() {
        long entries = entries();
        for (Seal seal : Seal.ALL) {
            for (InstallationStore.Difference row : store.differences(seal)) {
                find.accept(seal.table() + " " + row.key() + ": " + told(row));
            }
            if (seal.name().equals(seal.table())) {
                for (String key : store.doubled(seal)) {
                    find.accept(seal.table() + " " + key + ": is there more than once");
                }
            }
            progress.step();
        }
        for (String key : store.changedDocuments()) {
            find.accept("acceptance_documents " + key + ": its content is not that of its hash");
        }
        checkpoints();
        return entries;
    }

    private static String told(InstallationStore.Difference row) {
        if (row.stored() == null) {
            return "was removed by hand: entry " + row.entry() + " of the installation log has it";
        }
        if (row.entry() == null) {
            return "was added by hand: the installation log does not know it";
        }
        return row.sealed() == null
                ? "was added by hand: the program removed it (entry "
                        + row.entry()
                        + " of the installation log)"
                : "was changed by hand: it is not what the program wrote last (entry "
                        + row.entry()
                        + " of the installation log)";
    }

    private long entries() {
        long seq = 0;
        String hash = ChainEntry.FIRST;
        List<ChainEntry> page = chain.entries(0);
        while (!page.isEmpty()) {
            for (ChainEntry entry : page) {
                if (entry.seq() != seq + 1) {
                    find.accept(
                            "installation log: entry %d is missing: entry %d follows %d"
                                    .formatted(seq + 1, entry.seq(), seq));
                } else if (!entry.previous().equals(hash)
                        || !entry.expectedHash().equals(entry.hash())) {
                    find.accept(
                            "installation log: entry %d (%s %s) or the one before it was changed"
                                    .formatted(entry.seq(), entry.what(), entry.key()));
                }
                seq = entry.seq();
                hash = entry.hash();
            }
            progress.beside(seq, "entries of the installation log");
            page = chain.entries(seq);
        }
        ChainReader.LogEnd end = chain.end();
        if (end.seq() > seq) {
            find.accept(
                    "installation log: entry %d is missing: %d were written"
                            .formatted(seq + 1, end.seq()));
        } else if (end.seq() < seq || !end.hash().equals(hash)) {
            find.accept("installation log: its end does not agree with installation_head");
        }
        return seq;
    }

    private void checkpoints() {
        EndTree tree = new EndTree();
        long last = 0;
        List<Checkpoint> page = chain.checkpoints(0);
        while (!page.isEmpty()) {
            for (Checkpoint one : page) {
                tree.put(chain.changedAt(one.checkpoint()));
                if (tree.size() != one.accounts() || !tree.root().equals(one.root())) {
                    find.accept(
                            "checkpoint %d: the ends of accounts are not those of its root"
                                    .formatted(one.checkpoint()));
                }
                progress.beside(one.checkpoint(), "checkpoints");
            }
            last = page.getLast().checkpoint();
            page = chain.checkpoints(last);
        }
        if (store.hasEndsOfNone()) {
            find.accept("checkpoint_ends: rows of a checkpoint that does not exist");
        }
    }
}
