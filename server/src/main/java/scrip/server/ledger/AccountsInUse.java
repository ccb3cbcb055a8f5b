package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Remembers in the database when accounts were used last, so that the next writer loads those used
/// last before anyone asks for them. A cache: it lags, an account in constant use is written once a
/// minute, and deleting its rows changes nothing but speed.
final class AccountsInUse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsInUse.class);
    private static final int EVERY_SECONDS = 10;
    private static final int AGAIN_AFTER_SECONDS = 60;
    private static final int TOGETHER_MAX = 5_000;
    private static final int STOP_SECONDS_MAX = 10;

    private final Database database;
    private final Standings standings;
    private final int most;
    private final Consumer<List<Ref>> expect;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ledger-accounts-in-use").factory());

    /// When accounts were written, for a minute. Only the executor's thread changes it.
    private final Map<Ref, Long> writtenNanos = new HashMap<>();

    private long seen;

    /// @param most how many accounts are loaded after a take-over
    /// @param expect takes the accounts used last, the last one first
    AccountsInUse(Database database, Standings standings, int most, Consumer<List<Ref>> expect) {
        this.database = database;
        this.standings = standings;
        this.most = most;
        this.expect = expect;
    }

    void start() {
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> write(false), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /// Has the accounts used last loaded, after this server became the writer.
    void recall() {
        try {
            executor.execute(() -> {
                expect.accept(read());
                forget();
            });
        } catch (RejectedExecutionException _) {
            LOG.debug("stopping");
        }
    }

    /// Writes what was used since the last time.
    ///
    /// @param all whether to write also what was written less than a minute ago
    private void write(boolean all) {
        long now = System.nanoTime();
        long count = standings.accounts().uses();
        long again = TimeUnit.SECONDS.toNanos(AGAIN_AFTER_SECONDS);
        writtenNanos.values().removeIf(at -> now - at >= again);
        List<ReadCache.Used<Ref, CommittedAccount>> used = standings.accounts().usedSince(seen);
        if (!all) {
            used.removeIf(u -> writtenNanos.containsKey(u.key()));
        }
        seen = count;
        try {
            for (int from = 0; from < used.size(); from += TOGETHER_MAX) {
                var piece = used.subList(from, Math.min(used.size(), from + TOGETHER_MAX));
                save(piece.stream().mapToLong(u -> u.value().number()).toArray(), from);
                piece.forEach(u -> writtenNanos.put(u.key(), now));
            }
        } catch (SQLException failure) {
            LOG.debug("accounts in use not written", failure);
        } catch (RuntimeException bug) {
            LOG.error("accounts in use not written", bug);
        }
    }

    private void save(long[] accounts, int from) throws SQLException {
        try (Connection connection = database.dataSource(DatabaseRole.WRITER).getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                insert into accounts_in_use (account, used_at)
                                select account, now() - (? + place) * interval '1 microsecond'
                                from unnest(?) with ordinality q (account, place)
                                on conflict (account) do update
                                set used_at = excluded.used_at
                                """)) {
            PGConnection pg = connection.unwrap(PGConnection.class);
            statement.setInt(1, from);
            statement.setArray(2, pg.createArrayOf("int8", accounts));
            statement.executeUpdate();
        }
    }

    /// The accounts used last, the last one first.
    private List<Ref> read() {
        List<Ref> refs = new ArrayList<>();
        try (Connection connection = database.dataSource(DatabaseRole.WRITER).getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                select a.realm, a.id
                                from accounts_in_use u
                                join accounts a on a.account = u.account
                                order by u.used_at desc
                                limit ?
                                """)) {
            statement.setInt(1, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    refs.add(new Ref(row.getInt(1), new OrganizationId(row.getString(2))));
                }
            }
        } catch (SQLException failure) {
            LOG.warn("accounts in use cannot be read: {}", failure.toString());
        }
        return refs;
    }

    /// Deletes the accounts beyond those that would be read.
    private void forget() {
        try (Connection connection = database.dataSource(DatabaseRole.WRITER).getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                delete from accounts_in_use
                                where used_at < (
                                    select used_at
                                    from accounts_in_use
                                    order by used_at desc
                                    offset ?
                                    limit 1)
                                """)) {
            statement.setInt(1, most);
            statement.executeUpdate();
        } catch (SQLException failure) {
            LOG.warn("accounts in use cannot be forgotten: {}", failure.toString());
        }
    }

    /// Ends, having written what was used.
    @Override
    public void close() {
        try {
            executor.execute(() -> write(true));
        } catch (RejectedExecutionException _) {
            return;
        }
        abandon();
    }

    /// Ends without writing anything more.
    void abandon() {
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
