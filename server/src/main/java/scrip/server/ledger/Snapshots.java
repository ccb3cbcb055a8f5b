package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.ledger.Account;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Stores snapshots of accounts with many facts, off the writer's thread, so that loading is quick.
/// None is deleted, since loading an account as of a past instant starts from a snapshot too.
///
/// They are written together, and each account only as it is then: one that is used very much has
/// no more of them than can be written. Their commits do not wait for the disk, since losing one
/// costs nothing but speed.
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int WAITING_MAX = 10_000;
    private static final int TOGETHER_MAX = 100;
    private static final int STOP_SECONDS_MAX = 10;

    private final Database database;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("ledger-snapshots").factory());

    /// The last states to be stored; it is the lock of what follows too.
    private final Map<Ref, CommittedAccount> waiting = new LinkedHashMap<>();

    private boolean isSaving;

    Snapshots(Database database) {
        this.database = database;
    }

    /// Queues a committed state to be stored; false if there is no room for it.
    boolean offer(Ref ref, CommittedAccount standing) {
        synchronized (waiting) {
            if (waiting.size() >= WAITING_MAX && !waiting.containsKey(ref)) {
                return false;
            }
            waiting.put(ref, standing);
            if (!isSaving) {
                try {
                    executor.execute(this::saveAll);
                    isSaving = true;
                } catch (RejectedExecutionException _) {
                    waiting.clear();
                    return false;
                }
            }
            return true;
        }
    }

    /// Stores committed states in their order until there is no more time.
    void keep(List<ReadCache.Used<Ref, CommittedAccount>> standings, long nanosMax) {
        long begun = System.nanoTime();
        Map<Ref, CommittedAccount> some = new LinkedHashMap<>();
        for (ReadCache.Used<Ref, CommittedAccount> one : standings) {
            if (System.nanoTime() - begun > nanosMax) {
                return;
            }
            if (one.value().hasGrownNoticeably()) {
                some.put(one.key(), one.value());
            }
            if (some.size() == TOGETHER_MAX) {
                save(some);
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            save(some);
        }
    }

    private void saveAll() {
        for (Map<Ref, CommittedAccount> some = taken(); !some.isEmpty(); some = taken()) {
            save(some);
        }
    }

    /// What is to be stored next; nothing ends this.
    private Map<Ref, CommittedAccount> taken() {
        Map<Ref, CommittedAccount> taken = new LinkedHashMap<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && taken.size() < TOGETHER_MAX) {
                var first = waiting.entrySet().iterator().next();
                taken.put(first.getKey(), first.getValue());
                waiting.remove(first.getKey());
            }
            isSaving = !taken.isEmpty();
        }
        return taken;
    }

    private void save(Map<Ref, CommittedAccount> some) {
        try (Connection connection = database.dataSource(DatabaseRole.WRITER).getConnection()) {
            connection.setAutoCommit(false);
            try (Statement settings = connection.createStatement()) {
                settings.execute("set local synchronous_commit = off");
            }
            insert(connection, some);
            connection.commit();
        } catch (SQLException failure) {
            LOG.warn("no snapshots of {} accounts: {}", some.size(), failure.toString());
        } catch (RuntimeException bug) {
            LOG.error("no snapshots of {}", some.keySet(), bug);
        }
    }

    /// Stores states of accounts.
    static void insert(Connection connection, Map<Ref, CommittedAccount> some) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        insert into snapshots (realm, account, seq, booked_at, core, body)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)) {
            for (Map.Entry<Ref, CommittedAccount> one : some.entrySet()) {
                Account account = one.getValue().account();
                statement.setInt(1, one.getKey().realm());
                statement.setLong(2, one.getValue().number());
                statement.setLong(3, account.seq());
                statement.setObject(4, account.bookedAt().atOffset(ZoneOffset.UTC));
                statement.setString(5, Ledger.CORE);
                statement.setBytes(6, SnapshotForm.of(account));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// Ends after what is waiting was stored.
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends without storing what is waiting.
    void abandon() {
        synchronized (waiting) {
            waiting.clear();
        }
        close();
    }
}
