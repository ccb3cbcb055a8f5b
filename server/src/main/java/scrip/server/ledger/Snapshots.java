package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.ledger.Account;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Stores snapshots of accounts with many facts, off the writer's thread, so that loading is quick.
/// None is deleted, since loading an account as of a past instant starts from a snapshot too.
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int WAITING_MAX = 1_000;
    private static final int STOP_SECONDS_MAX = 10;

    private final Database database;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_MAX),
                    Thread.ofPlatform().name("ledger-snapshots").factory());

    Snapshots(Database database) {
        this.database = database;
    }

    /// Queues a committed state to be stored; false if the queue is full.
    boolean offer(Ref ref, CommittedAccount standing) {
        try {
            executor.execute(() -> save(ref, standing));
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    private void save(Ref ref, CommittedAccount standing) {
        Account account = standing.account();
        try (Connection connection = database.dataSource(DatabaseRole.WRITER).getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                insert into snapshots (realm, account, seq, booked_at, core, body)
                                values (?, ?, ?, ?, ?, ?::json)
                                on conflict do nothing
                                """)) {
            statement.setInt(1, ref.realm());
            statement.setLong(2, standing.number());
            statement.setLong(3, account.seq());
            statement.setObject(4, account.bookedAt().atOffset(ZoneOffset.UTC));
            statement.setString(5, Ledger.CORE);
            statement.setString(6, LedgerJson.write(account));
            statement.executeUpdate();
        } catch (SQLException failure) {
            LOG.warn("no snapshot of {} at {}: {}", ref, account.seq(), failure.toString());
        }
    }

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
}
