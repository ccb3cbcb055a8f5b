package scrip.server.ledger;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits decided batches one after the other while the writer decides the next ones.
///
/// While one batch is written a second waits behind it, so that the database has work as soon as it
/// is done, and callers are answered meanwhile. A batch is written only if the one before it was
/// committed, so there is never more than one that may or may not be committed. All but what the
/// threads of the pipeline do is the writer's.
final class Pipeline implements AutoCloseable {

    /// How many batches are in flight at most: one that is written and one behind it.
    private static final int BATCHES_MAX = 2;

    /// A batch of at most so many submissions is answered by the thread that committed it, without
    /// waking another.
    private static final int FEW = 8;

    /// Batches that wait to be answered; with more, the thread that commits answers one itself, so
    /// that slow callers slow the ledger down and fill no memory.
    private static final int ANSWERS_MAX = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    /// What is done with a batch, in this order.
    interface Steps {

        /// Writes and commits a batch.
        ///
        /// @return keys and subjects that it wrongly assumed to be new; then nothing is written
        Conflicts write(Flight one) throws SQLException;

        /// Publishes what a committed batch has changed.
        void publish(Flight one);

        /// Answers the callers of a published batch.
        void answer(Flight one);

        /// Ends the connection, since what was written on it or published is in doubt: whoever
        /// decides the batch again has to load what is stored.
        void doubt(Throwable failure);
    }

    private final Steps steps;
    private final Runnable landed;
    private final ExecutorService committer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("ledger-committer").factory());
    private final ExecutorService answerer = answerer();
    private final Deque<Flight> flights = new ArrayDeque<>();

    /// Whether a batch was not committed; then those behind it are not written.
    private volatile boolean broken;

    private Conflicts met = new Conflicts();

    /// @param landed runs after each batch, committed or not
    Pipeline(Steps steps, Runnable landed) {
        this.steps = steps;
        this.landed = landed;
    }

    /// Beside the thread that commits as long as callers take their answers quickly.
    private static ExecutorService answerer() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(ANSWERS_MAX),
                Thread.ofPlatform().daemon().name("ledger-answerer").factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    /// How many submissions make it worth while to decide the next batch; 0 if what was handed over
    /// is done and has to be settled.
    ///
    /// A batch that has to wait anyway had better grow: half as large as the one that is written.
    int enough() {
        Flight last = null;
        int undone = 0;
        for (Flight one : flights) {
            if (!one.committed().isDone()) {
                undone++;
                last = one;
            }
        }
        if (last == null) {
            return isEmpty() ? 1 : 0;
        }
        return undone < BATCHES_MAX
                ? Math.max(1, last.submissions().size() / 2)
                : Integer.MAX_VALUE;
    }

    /// An account as the last batch in flight that changes it leaves it; null if none does.
    @Nullable CommittedAccount after(Ref ref) {
        for (var newest = flights.descendingIterator(); newest.hasNext(); ) {
            CommittedAccount account = newest.next().after().get(ref);
            if (account != null) {
                return account;
            }
        }
        return null;
    }

    /// The keys and subjects of the last batch in flight, which know those before it; null if none
    /// is in flight.
    @Nullable Claims claims() {
        return isEmpty() ? null : flights.getLast().batch().claims();
    }

    /// Waits until another batch may be handed over.
    ///
    /// @return what is not committed and has to be decided again; then nothing is in flight
    List<Submission> room() throws InterruptedException {
        while (flights.size() >= BATCHES_MAX) {
            if (!isCommitted(flights.getFirst())) {
                return settled();
            }
            forgetFirst();
        }
        return new ArrayList<>();
    }

    /// Hands over a batch; there must be [#room].
    void add(Flight next) {
        flights.add(next);
        committer.execute(() -> commit(next));
    }

    /// Waits until nothing is in flight.
    ///
    /// @return what is not committed and has to be decided again, in its order: it meets the same
    ///   failure, or is told apart by its keys
    List<Submission> settled() throws InterruptedException {
        List<Submission> again = new ArrayList<>();
        while (!flights.isEmpty()) {
            Flight first = flights.getFirst();
            if (!isCommitted(first)) {
                if (again.isEmpty()) {
                    met = first.found();
                }
                again.addAll(first.submissions());
            }
            forgetFirst();
        }
        broken = false;
        return again;
    }

    /// What the first batch that was not committed wrongly assumed to be new, for the next attempt
    /// at it; told once.
    Conflicts met() {
        Conflicts told = met;
        met = new Conflicts();
        return told;
    }

    private void forgetFirst() {
        flights.removeFirst();
        if (!isEmpty()) {
            flights.getFirst().batch().claims().land();
        }
    }

    private static boolean isCommitted(Flight one) throws InterruptedException {
        try {
            return one.committed().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void commit(Flight one) {
        boolean committed = false;
        try {
            committed = !broken && isWritten(one);
        } catch (SQLException failure) {
            LOG.debug("a batch in flight was not committed", failure);
        } catch (RuntimeException | Error failure) {
            steps.doubt(failure);
        } finally {
            // Whatever happened, the writer does not wait for ever.
            broken = !committed;
            one.committed().complete(committed);
            landed.run();
        }
        if (committed && one.submissions().size() <= FEW) {
            steps.answer(one);
        } else if (committed) {
            answerer.execute(() -> steps.answer(one));
        }
    }

    private boolean isWritten(Flight one) throws SQLException {
        one.found().add(steps.write(one));
        if (!one.found().isEmpty()) {
            return false;
        }
        steps.publish(one);
        return true;
    }

    /// Ends the threads, after what is committed is answered.
    @Override
    public void close() {
        committer.close();
        answerer.close();
    }
}
