package scrip.proof.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.server.ledger.Outcome;

/// Lets one player submit several commands before the first is answered, so that they may share a
/// batch. Each has its own thread, of which one at a time runs, in the order of submission.
final class Together {

    private static final ThreadLocal<@Nullable Asking> ASKING = new ThreadLocal<>();

    private final ReentrantLock lock = new ReentrantLock();

    /// One of the concurrent commands.
    private static final class Asking {

        /// Counted down once the command is submitted, so that the next may follow.
        final CountDownLatch asked = new CountDownLatch(1);

        /// Completes with the answer.
        final CompletableFuture<Map<String, Object>> outcome = new CompletableFuture<>();

        /// The command submitted just before; null for the first.
        final @Nullable Asking before;

        /// Whether a refusal is expected. A refusal leaves no trace, so one that was not received
        /// cannot be asked for again after the commands behind it.
        final boolean refusable;

        /// Completes when the server last asked dies; null before the first attempt.
        @Nullable CompletableFuture<Void> asks;

        Asking(@Nullable Asking before, boolean refusable) {
            this.before = before;
            this.refusable = refusable;
        }

        boolean asksTheDead() {
            return asks != null && asks.isDone();
        }

        /// Waits until the command before has any answer.
        void awaitBefore() {
            if (before != null) {
                before.outcome.handle((_, _) -> true).join();
            }
        }
    }

    /// The answer was a refusal that was not received.
    static final class UnheardException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnheardException() {
            super(null, null, false, false);
        }
    }

    /// Plays steps whose commands are submitted before any is answered.
    ///
    /// @return the outcome of each; null for a refusal that was not received
    List<@Nullable Map<String, Object>> play(
            List<Match.Told> steps, Function<Step, Map<String, Object>> player)
            throws InterruptedException {
        List<CompletableFuture<Map<String, Object>>> outcomes = new ArrayList<>();
        Asking before = null;
        for (Match.Told told : steps) {
            boolean refusable = told.expected().containsKey("refused");
            Asking mine = new Asking(before, refusable);
            Thread.ofVirtual().start(() -> run(mine, told.step(), player));
            mine.asked.await();
            outcomes.add(mine.outcome);
            before = mine;
        }
        List<@Nullable Map<String, Object>> all = new ArrayList<>();
        for (CompletableFuture<Map<String, Object>> outcome : outcomes) {
            all.add(
                    outcome.exceptionally(
                                    failure -> {
                                        if (failure instanceof UnheardException) {
                                            return Map.of();
                                        }
                                        throw new IllegalStateException(failure);
                                    })
                            .join());
        }
        all.replaceAll(one -> one != null && one.isEmpty() ? null : one);
        return all;
    }

    private void run(Asking mine, Step step, Function<Step, Map<String, Object>> player) {
        ASKING.set(mine);
        lock.lock();
        try {
            mine.outcome.complete(player.apply(step));
        } catch (RuntimeException failure) {
            mine.outcome.completeExceptionally(failure);
        } finally {
            lock.unlock();
            mine.asked.countDown();
        }
    }

    /// Waits for its turn to ask a server: immediate, unless the command before waits for an answer
    /// of a dead server and so has to be repeated first.
    ///
    /// @param death completes when the server to ask dies
    void beforeAsking(CompletableFuture<Void> death) {
        Asking mine = ASKING.get();
        if (mine == null) {
            return;
        }
        Asking before = mine.before;
        if (before != null && !before.outcome.isDone() && before.asksTheDead()) {
            lock.unlock();
            try {
                mine.awaitBefore();
            } finally {
                lock.lock();
            }
        }
        mine.asks = death;
    }

    /// Waits for an answer; meanwhile the next command may be submitted.
    Outcome await(CompletableFuture<Outcome> submitted, CompletableFuture<Void> death) {
        Asking mine = ASKING.get();
        if (mine == null) {
            return LedgerStage.answer(submitted, death);
        }
        lock.unlock();
        try {
            mine.asked.countDown();
            return LedgerStage.answer(submitted, death);
        } finally {
            lock.lock();
        }
    }

    /// A repeated command waits until those before it have their answers. So does a refusal that
    /// was not received: the commands behind it wait for it alone.
    void beforeAskingAgain() {
        Asking mine = ASKING.get();
        if (mine == null) {
            return;
        }
        lock.unlock();
        try {
            mine.awaitBefore();
        } finally {
            lock.lock();
        }
        if (mine.refusable) {
            throw new UnheardException();
        }
    }
}
