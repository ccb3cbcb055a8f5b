package scrip.server.trail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;

/// Follows the chain of the audit log from its first entry and names the first link that is broken.
public final class AuditChain {

    private static final int HASH_BYTES = 32;

    private final Database database;

    public AuditChain(Database database) {
        this.database = database;
    }

    /// What the check found.
    ///
    /// @param hash of the last entry, in hexadecimal digits
    /// @param broken the first broken link; null if there is none
    public record Result(long entries, String hash, @Nullable String broken) {

        /// The result as one line.
        public String line() {
            return broken == null
                    ? "audit log: %,d entries, the chain is intact; its last hash is %s"
                            .formatted(entries, hash)
                    : "audit log: " + broken;
        }
    }

    /// Runs the check for the command line: the first broken link, if any, or a summary line.
    ///
    /// @return the exit code: 0, or 1 if the chain is broken
    public int run(Consumer<String> out) {
        Result result = check();
        out.accept(result.line());
        return result.broken() == null ? 0 : 1;
    }

    public Result check() {
        return check(_ -> {});
    }

    /// Runs the check.
    ///
    /// @param reached is told the number of each entry, and may end the check by an exception
    public Result check(LongConsumer reached) {
        Walk walk = walk(reached);
        return new Result(walk.seq, HexFormat.of().formatHex(walk.hash), walk.broken);
    }

    private Walk walk(LongConsumer reached) {
        return database.readAll(sql -> {
            Walk walk = new Walk();
            AuditStore.each(
                    sql,
                    row -> {
                        walk.visit(row);
                        reached.accept(row.entry().seq());
                    });
            walk.end(AuditStore.head(sql));
            return walk;
        });
    }

    private static final class Walk {
        private long seq;
        private byte[] hash = new byte[HASH_BYTES];
        private @Nullable String broken;

        void visit(AuditStore.Row row) {
            if (broken != null) {
                return;
            }
            long found = row.entry().seq();
            if (found != seq + 1) {
                broken = "entry %d is missing: entry %d follows %d".formatted(seq + 1, found, seq);
            } else if (row.leftDigest() != null) {
                erased(row, row.leftDigest());
            } else if (!Arrays.equals(row.entry().hash(hash), row.hash())) {
                broken =
                        "entry %d (%s, %s by %s) or the one before it was changed: its hash does not match"
                                .formatted(
                                        found,
                                        row.entry().at(),
                                        row.entry().action(),
                                        row.entry().actorName());
            } else {
                seq = found;
                hash = row.hash();
            }
        }

        /// Of an entry about an erased person the hash is left, which the installation log has too,
        /// and the chain goes on with it; the rest is compared with its own digest.
        private void erased(AuditStore.Row row, byte[] left) {
            if (!Arrays.equals(AuditErasure.digest(row.entry()), left)) {
                broken =
                        "entry %d (%s, %s) was changed after something in it was erased"
                                .formatted(
                                        row.entry().seq(), row.entry().at(), row.entry().action());
                return;
            }
            seq = row.entry().seq();
            hash = row.hash();
        }

        void end(AuditStore.Head head) {
            if (broken == null && (head.seq() != seq || !Arrays.equals(head.hash(), hash))) {
                broken =
                        head.seq() > seq
                                ? "entry %d is missing: %d were written"
                                        .formatted(seq + 1, head.seq())
                                : "entry %d was added by hand".formatted(head.seq() + 1);
            }
        }
    }
}
