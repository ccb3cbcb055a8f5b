package scrip.server.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.dao.DuplicateKeyException;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.setting.Launcher;

/// Makes checkpoints, beside whatever the ledger does: it reads one snapshot of the ends of all
/// accounts, and writes which of them have moved.
public final class Checkpoints {

    private static final int ATTEMPTS_MAX = 3;

    private final Database database;
    private final InstantSource clock;

    public Checkpoints(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes a checkpoint of what is stored now.
    public Head make() throws SQLException {
        return make(_ -> {});
    }

    /// Makes a checkpoint of what is stored now.
    ///
    /// @param reached is told how many accounts it covers so far
    public Head make(LongConsumer reached) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            Draft draft = draft(reached);
            try {
                database.transact(sql -> {
                    new ChainStore(sql).add(draft.checkpoint(), draft.changed());
                    return null;
                });
                return database.readAll(sql -> head(new ChainStore(sql), draft.checkpoint()));
            } catch (DuplicateKeyException another) {
                // Somebody else has made one since; ends that moved are those since then.
                if (attempt == ATTEMPTS_MAX) {
                    throw another;
                }
            }
        }
    }

    /// The head of the last checkpoint; empty before the first.
    public Optional<Head> last() {
        return database.readAll(sql -> {
            ChainStore store = new ChainStore(sql);
            return store.lastCheckpoint().map(c -> head(store, c));
        });
    }

    static Head head(ChainStore store, Checkpoint checkpoint) {
        return store.entryOf(checkpoint)
                .map(entry -> new Head(checkpoint, entry.seq(), entry.hash()))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "checkpoint "
                                        + checkpoint.checkpoint()
                                        + " has no entry in the installation log: see "
                                        + Launcher.line("verify")));
    }

    private record Draft(Checkpoint checkpoint, List<AccountEnd> changed) {}

    private Draft draft(LongConsumer reached) throws SQLException {
        // With no time limits, unlike those of the pool.
        try (Connection connection = database.connect(DatabaseRole.AUDITOR)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            ChainStore store = new ChainStore(connection);
            long last = store.lastCheckpoint().map(Checkpoint::checkpoint).orElse(0L);
            Map<Long, AccountEnd> known = known(new ChainReader(connection), last);
            List<AccountEnd> changed = new ArrayList<>();
            EndTree tree = new EndTree();
            long facts = 0;
            List<ChainStore.Present> page = store.present(0);
            while (!page.isEmpty()) {
                List<AccountEnd> ends = page.stream().map(ChainStore.Present::end).toList();
                tree.put(ends);
                reached.accept(tree.size());
                for (ChainStore.Present one : page) {
                    facts += one.facts();
                }
                ends.stream().filter(e -> !e.equals(known.get(e.account()))).forEach(changed::add);
                page = store.present(ends.getLast().account());
            }
            connection.rollback();
            return new Draft(
                    new Checkpoint(
                            last + 1,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            tree.size(),
                            facts,
                            tree.root()),
                    changed);
        }
    }

    private static Map<Long, AccountEnd> known(ChainReader reader, long checkpoint) {
        Map<Long, AccountEnd> known = new HashMap<>();
        List<AccountEnd> page = reader.endsAt(checkpoint, 0);
        while (!page.isEmpty()) {
            page.forEach(end -> known.put(end.account(), end));
            page = reader.endsAt(checkpoint, page.getLast().account());
        }
        return known;
    }
}
