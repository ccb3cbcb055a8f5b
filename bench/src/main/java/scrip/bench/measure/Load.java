package scrip.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// Concurrent requests for a fixed time: by callers each of which sends its next request as soon as
/// the last is answered, or at a fixed rate of arrival whatever the answers.
public final class Load {

    /// A run is counted in this many parts of equal length, whose differences tell how steady it
    /// was.
    private static final int PARTS = 10;

    /// Ends the queue of arrivals.
    private static final long OVER = -1;

    private final Request request;
    private final long start;
    private final long until;
    private final Latencies latencies = new Latencies();
    private final AtomicLongArray parts = new AtomicLongArray(PARTS);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    private Load(Duration measured, Request request) {
        this.request = request;
        this.start = System.nanoTime();
        this.until = start + measured.toNanos();
    }

    /// One request of a caller; `n` counts that caller's requests.
    @FunctionalInterface
    public interface Request {
        void run(int caller, long n) throws Exception;
    }

    /// Throughput and latencies of a run.
    ///
    /// @param requests all that were answered, also those answered after the end
    /// @param unanswered those whose time to begin had come, and that were not answered by the end
    /// @param errorPercent the standard error of the throughput, by how much the parts of the run
    ///   differ
    public record Result(
            long requests,
            double perSecond,
            Latencies latencies,
            long unanswered,
            double errorPercent) {

        @Override
        public String toString() {
            return "%,9.0f/s   p50 %8.3f ms   p99 %8.3f ms"
                    .formatted(perSecond, latencies.millis(0.5), latencies.millis(0.99));
        }
    }

    /// Each caller sends its next request as soon as the last is answered.
    public static Result closed(int callers, Duration measured, Request request)
            throws InterruptedException, ExecutionException {
        Load load = new Load(measured, request);
        load.together(callers, load::call);
        return load.result(measured);
    }

    /// Requests begin at fixed intervals. Latencies count from the instant at which a request was
    /// to begin, so a stall is counted for each request that it held up; one that is not answered
    /// by the end counts as if it were answered then.
    ///
    /// @param callers the most requests under way at once; others wait for one of these to end
    public static Result open(double perSecond, int callers, Duration measured, Request request)
            throws InterruptedException, ExecutionException {
        Load load = new Load(measured, request);
        LinkedBlockingQueue<Long> due = new LinkedBlockingQueue<>();
        AtomicBoolean failed = new AtomicBoolean();
        Thread clock =
                Thread.ofPlatform().name("arrivals").start(() -> load.arrive(perSecond, due));
        try {
            load.together(callers, caller -> load.orEnd(caller, due, failed));
        } finally {
            clock.interrupt();
            clock.join();
        }
        due.remove(OVER);
        for (long intended : due) {
            load.missed(intended);
        }
        return load.result(measured);
    }

    private interface Caller {
        void run(int number) throws Exception;
    }

    private void together(int callers, Caller one) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int me = caller;
                all.add(
                        threads.submit(() -> {
                            one.run(me);
                            return null;
                        }));
            }
            for (Future<?> future : all) {
                future.get();
            }
        }
    }

    private void call(int caller) throws Exception {
        long n = 0;
        for (long begun = System.nanoTime(); begun < until; ) {
            request.run(caller, n);
            n++;
            long done = System.nanoTime();
            answered.incrementAndGet();
            latencies.add(done - begun);
            if (done < until) {
                counted(done);
            }
            begun = done;
        }
    }

    private void arrive(double perSecond, LinkedBlockingQueue<Long> due) {
        double interval = 1e9 / perSecond;
        for (long n = 0; ; n++) {
            long intended = start + (long) (n * interval);
            if (intended >= until) {
                break;
            }
            if (!isDueAt(intended)) {
                return;
            }
            due.add(intended);
        }
        if (isDueAt(until)) {
            due.add(OVER);
        }
    }

    /// Waits for an instant.
    ///
    /// @return false if it was interrupted
    private static boolean isDueAt(long instant) {
        for (long now = System.nanoTime(); now < instant; now = System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(instant - now);
        }
        return true;
    }

    private void orEnd(int caller, LinkedBlockingQueue<Long> due, AtomicBoolean failed)
            throws Exception {
        try {
            serve(caller, due, failed);
        } catch (Exception | Error failure) {
            failed.set(true);
            due.put(OVER);
            throw failure;
        }
    }

    private void serve(int caller, LinkedBlockingQueue<Long> due, AtomicBoolean failed)
            throws Exception {
        for (long n = 0; ; n++) {
            long intended = due.take();
            if (intended == OVER || failed.get()) {
                due.put(OVER);
                return;
            }
            if (System.nanoTime() >= until) {
                missed(intended);
                continue;
            }
            request.run(caller, n);
            long done = System.nanoTime();
            answered.incrementAndGet();
            if (done < until) {
                latencies.add(done - intended);
                counted(done);
            } else {
                missed(intended);
            }
        }
    }

    private void counted(long done) {
        parts.incrementAndGet((int) ((done - start) * PARTS / (until - start)));
    }

    private void missed(long intended) {
        latencies.add(until - intended);
        unanswered.incrementAndGet();
    }

    private Result result(Duration measured) {
        long counted = 0;
        for (int part = 0; part < PARTS; part++) {
            counted += parts.get(part);
        }
        return new Result(
                answered.get(),
                counted / (measured.toNanos() / 1e9),
                latencies,
                unanswered.get(),
                errorPercent(counted));
    }

    private double errorPercent(long counted) {
        double mean = (double) counted / PARTS;
        double squares = 0;
        for (int part = 0; part < PARTS; part++) {
            squares += Math.pow(parts.get(part) - mean, 2);
        }
        double deviation = Math.sqrt(squares / (PARTS - 1));
        return counted == 0 ? 0 : 100 * deviation / Math.sqrt(PARTS) / mean;
    }
}
