package scrip.server.chain;

import java.lang.ref.SoftReference;

/// The tree of the checkpoint that was asked for last, from one question to the next: what has not
/// moved since is neither read nor hashed again. It is given up when memory is short. Whoever calls
/// it holds its lock.
final class KeptTree {

    /// Beyond so many checkpoints all leaves are read at once.
    private static final int STEPS_MAX = 100;

    private record Planted(long checkpoint, EndTree tree) {}

    private SoftReference<Planted> planted = new SoftReference<>(null);

    /// The tree of a checkpoint, kept for the next question.
    EndTree at(ChainReader reader, Checkpoint checkpoint) {
        EndTree tree = take(reader, checkpoint);
        keep(checkpoint.checkpoint(), tree);
        return tree;
    }

    /// The tree of a checkpoint, for whoever changes it: it is kept no longer.
    EndTree take(ChainReader reader, Checkpoint checkpoint) {
        Planted known = planted.get();
        // What fails half way is lost.
        planted.clear();
        long to = checkpoint.checkpoint();
        if (known == null || !isNear(known, to)) {
            return EndTree.at(reader, to);
        }
        for (long next = known.checkpoint() + 1; next <= to; next++) {
            known.tree().put(reader.changedAt(next));
        }
        // Else it grew from a checkpoint that the database has lost since, or has another of.
        return known.tree().root().equals(checkpoint.root())
                ? known.tree()
                : EndTree.at(reader, to);
    }

    private static boolean isNear(Planted known, long checkpoint) {
        return known.checkpoint() <= checkpoint && checkpoint - known.checkpoint() <= STEPS_MAX;
    }

    void keep(long checkpoint, EndTree tree) {
        planted = new SoftReference<>(new Planted(checkpoint, tree));
    }
}
