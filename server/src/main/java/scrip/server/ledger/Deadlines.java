package scrip.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Books the facts that time alone causes, soon after they fall due. No answer depends on this
/// loop, since every command and every read advances its account by itself. So a failure here is
/// only logged, and a missed turn needs no catching up.
final class Deadlines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final int EVERY_MILLISECONDS = 1_000;
    private static final int WAIT_SECONDS_MAX = 60;
    private static final int TURNS_MAX = 100;

    private final Database database;
    private final Ledger ledger;
    private final int most;
    private final AtomicBoolean kicked = new AtomicBoolean();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ledger-deadlines").factory());

    Deadlines(Database database, Ledger ledger, int most) {
        this.database = database;
        this.ledger = ledger;
        this.most = most;
    }

    void start() {
        var _ =
                executor.scheduleWithFixedDelay(
                        this::turns, EVERY_MILLISECONDS, EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /// Starts a turn now instead of at the next interval.
    void kick() {
        if (!kicked.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::turns);
        } catch (RejectedExecutionException _) {
            LOG.debug("stopping");
        }
    }

    private void turns() {
        kicked.set(false);
        try {
            int turn = 0;
            List<Long> failed = new ArrayList<>();
            while (ledger.isServing() && turn < TURNS_MAX && turn(failed) > 0) {
                turn++;
            }
        } catch (DataAccessException failure) {
            LOG.warn("due instants could not be looked up: {}", failure.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.error("due facts were not booked", failure);
        }
    }

    private record Due(long account, int realm, String id) {}

    /// Submits a tick for each account with facts due, and waits for all ticks.
    ///
    /// @param failed accounts whose tick failed in an earlier turn, skipped so that they do not
    ///   delay others; this turn adds its own
    /// @return how many accounts had facts due
    private int turn(List<Long> failed) throws Exception {
        var now = ledger.realms().now(ledger.realms().live());
        List<Due> dues =
                database.readAll(sql ->
                        sql.sql(
                                        """
                                        select a.account, a.realm, a.id
                                        from accounts a
                                        join realms r using (realm)
                                        where a.next_due_at <= coalesce(r.clock_at, :now)
                                        and r.removed_at is null
                                        and a.account <> all (cast(:failed as bigint[]))
                                        order by a.next_due_at, a.account
                                        limit :most
                                        """)
                                .param("now", now)
                                .param("most", most)
                                .param("failed", failed)
                                .query(Records.of(Due.class))
                                .list());
        List<CompletableFuture<Outcome>> ticks = new ArrayList<>();
        for (Due due : dues) {
            Realm realm = ledger.realms().numbered(due.realm());
            ticks.add(
                    ledger.submit(
                            realm,
                            new OrganizationId(due.id()),
                            new Command.Tick(),
                            null,
                            "deadlines",
                            "tick"));
        }
        for (int i = 0; i < ticks.size(); i++) {
            try {
                Outcome outcome = ticks.get(i).get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
                if (!(outcome instanceof Outcome.Accepted)) {
                    failed.add(dues.get(i).account());
                }
            } catch (ExecutionException failure) {
                LOG.error("the due facts of {} were not booked", dues.get(i).id(), failure);
                failed.add(dues.get(i).account());
            }
        }
        return dues.size();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
