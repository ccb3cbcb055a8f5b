package scrip.server.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.setting.Launcher;

/// Makes checkpoints, beside whatever the ledger does: it reads one snapshot of the ends of all
/// accounts, and writes which of them have moved. One of these serves a whole server, which makes
/// one checkpoint at a time.
public final class Checkpoints {

    private static final int ATTEMPTS_MAX = 3;

    private final Database database;
    private final InstantSource clock;
    private final KeptTree last = new KeptTree();
    private final KeptTree older = new KeptTree();

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
        synchronized (last) {
            for (int attempt = 1; ; attempt++) {
                Draft draft = draft(reached);
                try {
                    database.transact(sql -> {
                        new ChainStore(sql).add(draft.checkpoint(), draft.changed());
                        return null;
                    });
                    last.keep(draft.checkpoint().checkpoint(), draft.tree());
                    return database.readAll(sql -> head(new ChainStore(sql), draft.checkpoint()));
                } catch (DuplicateKeyException another) {
                    // Somebody else has made one since; ends that moved are those since then.
                    if (attempt == ATTEMPTS_MAX) {
                        throw another;
                    }
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

    /// What a checkpoint says, with the ends of all accounts at it.
    @FunctionalInterface
    interface Question<T> {
        /// Answers empty if the checkpoint does not say.
        Optional<T> ask(Head head, EndTree tree);
    }

    /// Asks a checkpoint. Those who ask wait for each other, before they take a connection.
    ///
    /// @param checkpoint null: the last one
    /// @return empty if there is none
    <T> Optional<T> ask(@Nullable Long checkpoint, Question<T> question) {
        KeptTree kept = checkpoint == null ? last : older;
        synchronized (kept) {
            return database.readAll(sql -> {
                ChainStore store = new ChainStore(sql);
                ChainReader reader = new ChainReader(sql);
                return (checkpoint == null ? store.lastCheckpoint() : reader.checkpoint(checkpoint))
                        .flatMap(c -> question.ask(head(store, c), kept.at(reader, c)));
            });
        }
    }

    private static Head head(ChainStore store, Checkpoint checkpoint) {
        return store.entryOf(checkpoint)
                .map(entry -> new Head(checkpoint, entry.seq(), entry.hash()))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "checkpoint "
                                        + checkpoint.checkpoint()
                                        + " has no entry in the installation log: see "
                                        + Launcher.line("verify")));
    }

    private record Draft(Checkpoint checkpoint, List<AccountEnd> changed, EndTree tree) {}

    private Draft draft(LongConsumer reached) throws SQLException {
        // With no time limits, unlike those of the pool.
        try (Connection connection = database.connect(DatabaseRole.AUDITOR)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            ChainStore store = new ChainStore(connection);
            Optional<Checkpoint> newest = store.lastCheckpoint();
            long before = newest.map(Checkpoint::checkpoint).orElse(0L);
            ChainReader reader = new ChainReader(connection);
            EndTree tree = newest.map(c -> last.take(reader, c)).orElseGet(EndTree::new);
            List<AccountEnd> changed = new ArrayList<>();
            long facts = 0;
            int accounts = 0;
            List<ChainStore.Present> page = store.present(0);
            while (!page.isEmpty()) {
                for (ChainStore.Present one : page) {
                    facts += one.facts();
                    accounts++;
                    if (!tree.has(one.end())) {
                        changed.add(one.end());
                    }
                }
                reached.accept(accounts);
                page = store.present(page.getLast().end().account());
            }
            tree.put(changed);
            if (tree.size() != accounts) {
                // An account was removed by hand: verify tells.
                tree = present(store);
            }
            connection.rollback();
            return new Draft(
                    new Checkpoint(
                            before + 1,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            tree.size(),
                            facts,
                            tree.root()),
                    changed,
                    tree);
        }
    }

    /// The tree over those accounts alone that are there now.
    private static EndTree present(ChainStore store) {
        EndTree tree = new EndTree();
        List<ChainStore.Present> page = store.present(0);
        while (!page.isEmpty()) {
            tree.put(page.stream().map(ChainStore.Present::end).toList());
            page = store.present(page.getLast().end().account());
        }
        return tree;
    }
}
