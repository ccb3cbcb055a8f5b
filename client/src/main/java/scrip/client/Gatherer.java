package scrip.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Gathers uses that are asked at about the same time into one request, and hands each its answer.
final class Gatherer implements AutoCloseable {

    private static final int UNDER_WAY_MOST = 4;
    private static final int CLOSE_SECONDS_MAX = 5;

    private final Calls calls;
    private final long waitNanos;
    private final int most;
    private final Duration callMax;
    private final BlockingQueue<Waiting> queue;
    private final Semaphore underWay = new Semaphore(UNDER_WAY_MOST);
    private final ExecutorService sending;
    private final Thread gathering;
    private volatile boolean closed;

    /// A use that waits for its answer.
    ///
    /// @param body frozen: the same in every try
    private record Waiting(Use use, String body, CompletableFuture<Used> answer) {}

    Gatherer(Calls calls, ClientOptions options) {
        this.calls = calls;
        this.waitNanos = options.gatherFor().toNanos();
        this.most = options.gatherMost();
        this.callMax = options.callMax();
        this.queue = new ArrayBlockingQueue<>(options.gatherWaiting());
        this.sending = Executors.newFixedThreadPool(UNDER_WAY_MOST, Gatherer::daemon);
        this.gathering = daemon(this::gather);
        gathering.setName("scrip-gathering");
        gathering.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "scrip-sending");
        thread.setDaemon(true);
        return thread;
    }

    /// Its answer, when it has come.
    ///
    /// @throws UnavailableException if too many wait already
    CompletableFuture<Used> add(Use use) {
        Waiting waiting = new Waiting(use, use.body(false), new CompletableFuture<>());
        boolean taken;
        try {
            taken = !closed && queue.offer(waiting, callMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            taken = false;
        }
        if (!taken) {
            throw new UnavailableException(
                    closed ? "the client is closed" : "too many uses wait", null, null, false);
        }
        return waiting.answer;
    }

    private void gather() {
        try {
            while (!closed || !queue.isEmpty()) {
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                List<Waiting> batch = new ArrayList<>();
                batch.add(first);
                long until = System.nanoTime() + waitNanos;
                while (batch.size() < most) {
                    Waiting next =
                            queue.poll(
                                    Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                    if (next == null) {
                        break;
                    }
                    batch.add(next);
                }
                underWay.acquire();
                sending.execute(() -> send(batch));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<Waiting> batch) {
        try {
            List<String> bodies = batch.stream().map(Waiting::body).toList();
            List<JsonObject> answers = calls.ask(UsesBatch.request(bodies)).objects("answers");
            for (int i = 0; i < batch.size(); i++) {
                hand(batch.get(i), i < answers.size() ? answers.get(i) : JsonObject.EMPTY);
            }
        } catch (RefusedException refused) {
            refused(batch, refused);
        } catch (RuntimeException failed) {
            batch.forEach(w -> w.answer.completeExceptionally(failed));
        } finally {
            underWay.release();
        }
    }

    /// If a request of many was refused as a whole, each is asked alone: one of them may be all
    /// that is wrong, or there are more than the key may ask at once.
    private void refused(List<Waiting> batch, RefusedException refused) {
        if (batch.size() == 1) {
            batch.get(0).answer.completeExceptionally(refused);
            return;
        }
        for (Waiting one : batch) {
            try {
                List<JsonObject> answers =
                        calls.ask(UsesBatch.request(List.of(one.body))).objects("answers");
                hand(one, answers.isEmpty() ? JsonObject.EMPTY : answers.get(0));
            } catch (RuntimeException failed) {
                one.answer.completeExceptionally(failed);
            }
        }
    }

    private static void hand(Waiting waiting, JsonObject element) {
        UsesBatch.Element answer = UsesBatch.Element.of(element);
        if (answer.isBooked()) {
            waiting.answer.complete(Used.of(waiting.use.key(), answer.body()));
        } else if (answer.isTemporary()) {
            waiting.answer.completeExceptionally(
                    new UnavailableException(
                            answer.problem().toString(), null, answer.retryAfter(), false));
        } else {
            waiting.answer.completeExceptionally(new RefusedException(answer.problem()));
        }
    }

    /// Takes no more, and waits for the answers of what was taken.
    @Override
    public void close() {
        closed = true;
        try {
            gathering.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS_MAX));
            sending.shutdown();
            if (!sending.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                sending.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            sending.shutdownNow();
        }
        queue.forEach(w ->
                w.answer.completeExceptionally(
                        new UnavailableException("the client is closed", null, null, false)));
    }
}
