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
    ///
    /// @param refusable whether a refusal is expected; it leaves no trace, so if nobody heard it,
    ///   it cannot be asked for again after what came behind it
    private record Asking(
            CountDownLatch asked, CompletableFuture<Void> before, boolean refusable) {}

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
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        for (Match.Told told : steps) {
            boolean refusable = told.expected().containsKey("refused");
            Asking mine = new Asking(new CountDownLatch(1), before, refusable);
            CompletableFuture<Map<String, Object>> outcome = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> run(mine, told.step(), player, outcome));
            mine.asked().await();
            outcomes.add(outcome);
            before = outcome.handle((_, _) -> null);
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

    private void run(
            Asking mine,
            Step step,
            Function<Step, Map<String, Object>> player,
            CompletableFuture<Map<String, Object>> outcome) {
        ASKING.set(mine);
        lock.lock();
        try {
            outcome.complete(player.apply(step));
        } catch (RuntimeException failure) {
            outcome.completeExceptionally(failure);
        } finally {
            lock.unlock();
            mine.asked().countDown();
        }
    }

    /// Waits for an answer; meanwhile the next may ask.
    Outcome await(CompletableFuture<Outcome> submitted, Installation.Server server) {
        Asking mine = ASKING.get();
        if (mine == null) {
            return LedgerStage.answer(submitted, server);
        }
        lock.unlock();
        try {
            mine.asked().countDown();
            return LedgerStage.answer(submitted, server);
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
        if (mine.refusable()) {
            throw new UnheardException();
        }
        lock.unlock();
        try {
            mine.before().join();
        } finally {
            lock.lock();
        }
    }
}
