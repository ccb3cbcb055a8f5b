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

/// Lets one player ask several things before the first is answered, so that they may share a batch:
/// each on a thread of its own, of which one at a time goes on, in the order in which they ask.
final class Together {

    private static final ThreadLocal<@Nullable Asking> ASKING = new ThreadLocal<>();

    private final ReentrantLock lock = new ReentrantLock();

    /// One of several that ask.
    private static final class Asking {

        /// Counted down once it has asked, so that the next may.
        final CountDownLatch asked = new CountDownLatch(1);

        /// Done when it has its answer.
        final CompletableFuture<Map<String, Object>> outcome = new CompletableFuture<>();

        /// Whoever asks just before it; null for the first.
        final @Nullable Asking before;

        /// Whether a refusal is expected; it leaves no trace, so if nobody heard it, it cannot be
        /// asked for again after what came behind it.
        final boolean refusable;

        /// The news of the death of the server it asked last; null before.
        @Nullable CompletableFuture<Void> asks;

        Asking(@Nullable Asking before, boolean refusable) {
            this.before = before;
            this.refusable = refusable;
        }

        boolean asksTheDead() {
            return asks != null && asks.isDone();
        }

        /// Waits until whoever asked before has an answer, whatever it is.
        void awaitBefore() {
            if (before != null) {
                before.outcome.handle((_, _) -> true).join();
            }
        }
    }

    /// The answer was a refusal that nobody heard.
    static final class UnheardException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnheardException() {
            super(null, null, false, false);
        }
    }

    /// Plays steps whose commands are submitted before any is answered.
    ///
    /// @return what each came to; null for a refusal that nobody heard
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

    /// Waits for its turn to ask a server: at once, unless whoever asked before waits for the
    /// answer of one that has died, and so has to ask again first.
    ///
    /// @param death the news of the death of the server to ask
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

    /// Waits for an answer; meanwhile the next may ask.
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

    /// Whoever asks again does so after those before it have their answers.
    void beforeAskingAgain() {
        Asking mine = ASKING.get();
        if (mine == null) {
            return;
        }
        if (mine.refusable) {
            throw new UnheardException();
        }
        lock.unlock();
        try {
            mine.awaitBefore();
        } finally {
            lock.lock();
        }
    }
}
