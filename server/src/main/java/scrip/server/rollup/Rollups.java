package scrip.server.rollup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.ledger.UnavailableException;

/// The projector: makes roll-ups while its server is the one that writes. It looks at all accounts,
/// a page at a time, again and again, and needs to remember nothing: what is missing follows from
/// the log and the roll-ups there are. So it may be stopped at any time, and a failure is only
/// logged.
public final class Rollups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rollups.class);
    private static final int ACCOUNTS_PAGE = 200;
    private static final int LOOK_EVERY_MILLISECONDS = 1_000;
    private static final int ROUND_EVERY_MILLISECONDS = 10_000;
    private static final int STOP_SECONDS_MAX = 10;

    private final Database database;
    private final Ledger ledger;
    private final int rows;
    private final Deque<RollupMaker.Behind> behind = new ArrayDeque<>();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("rollups").daemon().factory());
    private @Nullable Connection connection;
    private long looked;

    public Rollups(Database database, Ledger ledger) {
        this(database, ledger, RollupMaker.ROWS_MAX);
    }

    /// @param rows how many rows of the log one roll-up sums at most
    public Rollups(Database database, Ledger ledger, int rows) {
        this.database = database;
        this.ledger = ledger;
        this.rows = rows;
    }

    /// What a turn did.
    public enum Turn {
        /// It made roll-ups; there may be more to make.
        MADE,
        /// It looked for accounts that are behind.
        LOOKED,
        /// It has looked at all accounts, or may not work.
        IDLE
    }

    /// Works in the background.
    public void start() {
        next(LOOK_EVERY_MILLISECONDS);
    }

    private void next(long milliseconds) {
        try {
            var _ = executor.schedule(this::run, milliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("stopping");
        }
    }

    /// It works no more than half of the time.
    private void run() {
        long begun = System.nanoTime();
        Turn turn = Turn.IDLE;
        try {
            turn = turn();
        } catch (UnavailableException | DataAccessException | SQLException failure) {
            LOG.warn("roll-ups were not made: {}", failure.toString());
            disconnect();
        } catch (RuntimeException bug) {
            LOG.error("roll-ups were not made", bug);
            disconnect();
        }
        next(
                switch (turn) {
                    case MADE -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + 1;
                    case LOOKED -> LOOK_EVERY_MILLISECONDS;
                    case IDLE -> ROUND_EVERY_MILLISECONDS;
                });
    }

    /// Does one thing: rolls up some rows of an account that is behind, or looks for such accounts.
    /// One thread at a time may call it.
    public Turn turn() throws SQLException {
        RollupMaker store = ledger.isServing() ? store() : null;
        if (store == null) {
            disconnect();
            return Turn.IDLE;
        }
        RollupMaker.Behind one = behind.poll();
        if (one == null) {
            return look(store);
        }
        if (store.roll(one.account(), zone(one)) > 0) {
            behind.addFirst(one);
        }
        return Turn.MADE;
    }

    private Turn look(RollupMaker store) {
        RollupMaker.Behinds found = store.behind(looked, ACCOUNTS_PAGE);
        looked = found.last();
        behind.addAll(found.accounts());
        return looked == 0 ? Turn.IDLE : Turn.LOOKED;
    }

    private ZoneId zone(RollupMaker.Behind one) {
        Realm realm = ledger.realms().numbered(one.realm());
        return ledger.read(realm, one.id()).account().zone();
    }

    /// Null if another projector is at work.
    private @Nullable RollupMaker store() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return new RollupMaker(open, rows);
        }
        open = database.connect(DatabaseRole.WRITER);
        connection = open;
        RollupMaker store = new RollupMaker(open, rows);
        return store.takeTurn() ? store : null;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        behind.clear();
        looked = 0;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException failure) {
                LOG.debug("closing a broken connection", failure);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (executor.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                disconnect();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
