package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.core.catalog.Catalogs;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;

/// The one thread that decides and commits.
///
/// It takes the submissions in the queue, decides them on an overlay, writes them in one
/// transaction, publishes the new states, and only then completes the futures. Meanwhile it decides
/// the next. After any failure of the connection it takes the lease again before it goes on. That
/// resolves whether a commit in doubt happened: it is visible by then or never will be.
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int RETRY_MILLISECONDS = 200;
    private static final int RECOVERIES_MAX = 3;

    private enum State {
        /// Takes commands.
        SERVING,
        /// The connection was lost a moment ago: commands wait.
        RECOVERING,
        /// Another server is the writer, or none is yet.
        STANDBY,
        /// The database does not answer.
        AWAY,
        STOPPED
    }

    private final Database database;
    private final Settings settings;
    private final Lease lease;
    private final Standings standings;
    private final Realms realms;
    private final Function<Realm, Catalogs> catalogs;
    private final BiConsumer<Ref, CommittedAccount> growing;
    private final Arrivals arrivals;
    private final Thread thread;
    private volatile State state = State.STANDBY;
    private volatile boolean clockWrong;
    private volatile boolean abandoned;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Footing footing;
    private @Nullable Commits commits;
    private boolean awayTold;
    private Runnable onServing = () -> {};

    /// @param growing takes accounts of which a snapshot is due
    /// @param arrivals the queue
    Writer(
            Database database,
            Settings settings,
            Lease lease,
            Standings standings,
            Realms realms,
            Function<Realm, Catalogs> catalogs,
            BiConsumer<Ref, CommittedAccount> growing,
            Arrivals arrivals) {
        this.database = database;
        this.settings = settings;
        this.lease = lease;
        this.standings = standings;
        this.realms = realms;
        this.catalogs = catalogs;
        this.growing = growing;
        this.arrivals = arrivals;
        this.footing = new Footing(database, settings.silenceMax());
        this.thread = Thread.ofPlatform().name("ledger-writer").unstarted(this::run);
    }

    /// @param serving runs each time it begins to serve; quick
    void start(Runnable serving) {
        onServing = serving;
        thread.start();
    }

    void submit(Submission submission) {
        Outcome.Reason reason = refusal();
        if (reason != null) {
            submission.unavailable(reason);
        } else if (!arrivals.offer(submission)) {
            submission.unavailable(Outcome.Reason.BUSY);
        } else if (state == State.STOPPED) {
            arrivals.refuse(Outcome.Reason.STOPPING);
        }
    }

    /// Why no commands are taken now; null if they are.
    Outcome.@Nullable Reason refusal() {
        return switch (state) {
            case SERVING, RECOVERING -> clockWrong ? Outcome.Reason.CLOCK_WRONG : null;
            case STANDBY -> Outcome.Reason.STANDBY;
            case AWAY -> Outcome.Reason.DATABASE_AWAY;
            case STOPPED -> Outcome.Reason.STOPPING;
        };
    }

    boolean isServing() {
        return state == State.SERVING && lease.isHeld();
    }

    /// Why reads cannot be answered now, since they need the lease too; null if they can.
    Outcome.@Nullable Reason readRefusal() {
        if (lease.isHeld()) {
            return null;
        }
        Outcome.Reason reason = refusal();
        return reason == null ? Outcome.Reason.DATABASE_AWAY : reason;
    }

    /// The connection on which it writes.
    Footing footing() {
        return footing;
    }

    void clockWrong(boolean wrong) {
        clockWrong = wrong;
    }

    /// Ends after the batch that is being decided, and does not release the lease.
    void abandon() {
        abandoned = true;
        stopping.countDown();
    }

    /// Ends after what is in the queue has been answered, and within 15 seconds whatever the
    /// database does.
    void stop() throws InterruptedException {
        stopping.countDown();
        footing.leftBy(thread);
    }

    private void run() {
        try {
            while (!abandoned
                    && (!isStopping() || (state == State.SERVING && !arrivals.isEmpty()))) {
                turn();
            }
            process(settled(), 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            become(State.STOPPED);
            arrivals.refuse(Outcome.Reason.STOPPING);
            refuseInFlight();
            release();
        }
    }

    /// Even if an error ends this thread, no caller of what was not committed is left waiting.
    private void refuseInFlight() {
        try {
            settled().forEach(s -> s.unavailable(Outcome.Reason.STOPPING));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        Commits current = commits;
        if (!lease.isHeld() || footing.connection() == null || current == null) {
            process(settled(), 0);
            if (!serve()) {
                refuseAll();
            }
            return;
        }
        List<Submission> taken = current.taken(RETRY_MILLISECONDS);
        List<Submission> left = taken;
        boolean answered = false;
        try {
            left = taken.isEmpty() ? current.landed() : current.ahead(taken);
            process(left, 0);
            answered = true;
        } finally {
            // Even if an error ends this thread, no caller waits; what is completed stays as it is.
            if (!answered) {
                taken.forEach(s -> s.unavailable(Outcome.Reason.STOPPING));
                left.forEach(s -> s.unavailable(Outcome.Reason.STOPPING));
            }
        }
    }

    private void refuseAll() throws InterruptedException {
        List<Submission> waiting = arrivals.take(settings.batchMax(), RETRY_MILLISECONDS, () -> 1);
        Outcome.Reason reason = refusal();
        Outcome.Reason why = reason == null ? Outcome.Reason.DATABASE_AWAY : reason;
        waiting.forEach(s -> s.unavailable(why));
        arrivals.refuse(why);
    }

    /// Waits for what is in flight; returns the submissions of what was not committed.
    private List<Submission> settled() throws InterruptedException {
        Commits current = commits;
        return current == null ? List.of() : current.settled();
    }

    /// Connects, takes the lease and clears the cache.
    private boolean serve() {
        try {
            Connection open = footing.open();
            if (!lease.take(open)) {
                become(State.STANDBY);
                return false;
            }
            realms.reload();
            standings.clear();
            Commits last = commits;
            if (last != null) {
                last.close();
            }
            commits =
                    new Commits(
                            database, open, settings, lease, standings, realms, catalogs, growing,
                            arrivals);
            become(State.SERVING);
            awayTold = false;
            onServing.run();
            return true;
        } catch (SQLException | DatabaseFault | DataAccessException failure) {
            disconnect();
            if (!awayTold) {
                LOG.warn("the database cannot be used: {}", SqlFailure.firstLine(failure));
                awayTold = true;
            }
            if (state != State.RECOVERING) {
                become(State.AWAY);
            }
            return false;
        }
    }

    /// Answers every submission, in as many transactions as needed.
    private void process(List<Submission> taken, int recoveries) throws InterruptedException {
        List<Submission> left = taken;
        while (!left.isEmpty()) {
            if (state != State.SERVING) {
                Outcome.Reason reason = refusal();
                left.forEach(s -> s.unavailable(reason == null ? Outcome.Reason.STANDBY : reason));
                return;
            }
            try {
                Commits current = commits;
                if (current == null) {
                    throw new SQLException("not connected", Footing.CONNECTION_MISSING);
                }
                left = left.subList(current.some(left), left.size());
            } catch (SQLException failure) {
                if (SqlFailure.isLeaseLost(failure)) {
                    lease.lose();
                    become(State.STANDBY);
                    left.forEach(s -> s.unavailable(Outcome.Reason.STANDBY));
                    return;
                }
                if (SqlFailure.isConnectionLost(failure)) {
                    recover(left, failure, recoveries);
                    return;
                }
                if (SqlFailure.isOutOfRoom(failure)) {
                    LOG.error("nothing is booked: {}", SqlFailure.firstLine(failure));
                    standings.clear();
                    left.forEach(s -> s.unavailable(Outcome.Reason.DATABASE_FULL));
                    return;
                }
                left = oneByOne(left, failure);
            } catch (RuntimeException bug) {
                left = oneByOne(left, bug);
            }
        }
    }

    /// Retries the submissions of a failed batch one by one, so that a bad one fails alone.
    ///
    /// @return those behind it, still to be answered
    private List<Submission> oneByOne(List<Submission> left, Exception failure)
            throws InterruptedException {
        standings.clear();
        if (left.size() == 1) {
            left.getFirst().fail(failure);
            return List.of();
        }
        List<Submission> batch = left.subList(0, Math.min(left.size(), settings.batchMax()));
        LOG.warn("a batch of {} failed: one by one", batch.size(), failure);
        for (Submission one : batch) {
            if (!one.isStranded()) {
                process(List.of(one), 0);
            }
        }
        return left.subList(batch.size(), left.size());
    }

    /// Recovers after the connection was lost, perhaps after a commit. Nothing is admitted until
    /// the lease is taken again; then the same submissions are decided again, and those that had
    /// committed are found by their keys.
    private void recover(List<Submission> left, SQLException failure, int recoveries)
            throws InterruptedException {
        LOG.warn(
                "connection lost with {} commands in flight: {}",
                left.size(),
                SqlFailure.firstLine(failure));
        become(State.RECOVERING);
        disconnect();
        long until = settings.monotonicNanos().getAsLong() + settings.patience().toNanos();
        while (recoveries < RECOVERIES_MAX
                && !isStopping()
                && settings.monotonicNanos().getAsLong() - until < 0) {
            if (serve()) {
                process(left, recoveries + 1);
                return;
            }
            if (state == State.STANDBY) {
                break;
            }
            if (stopping.await(RETRY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                LOG.info("stopping while the database is away");
            }
        }
        if (state == State.RECOVERING) {
            become(State.AWAY);
        }
        Outcome.Reason reason = refusal();
        Outcome.Reason why = reason == null ? Outcome.Reason.DATABASE_AWAY : reason;
        left.forEach(s -> s.unavailable(why));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until this server is the writer; returns whether it is.
    boolean awaitServing(Duration most) throws InterruptedException {
        long nanos = most.toNanos();
        lock.lock();
        try {
            while (!isServing() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return isServing();
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        Connection open = footing.connection();
        if (open != null && !abandoned) {
            try {
                lease.release(open);
            } catch (SQLException failure) {
                LOG.info(
                        "the lease could not be released and will expire by itself: {}",
                        failure.toString());
            }
        }
        disconnect();
    }

    private void disconnect() {
        Commits last = commits;
        commits = null;
        if (last != null) {
            last.close();
        }
        footing.close();
    }
}
