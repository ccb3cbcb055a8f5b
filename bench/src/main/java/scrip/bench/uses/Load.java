package scrip.bench.uses;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Concurrent callers, each of which sends its next request as soon as the last is answered, for a
/// fixed time.
final class Load {

    private Load() {}

    /// One request of a caller; `n` counts that caller's requests.
    @FunctionalInterface
    interface Request {
        void run(int caller, long n) throws Exception;
    }

    /// Throughput and latencies of a run.
    record Result(double perSecond, Duration p50, Duration p99) {

        @Override
        public String toString() {
            return "%,9.0f/s   p50 %8.3f ms   p99 %8.3f ms"
                    .formatted(perSecond, millis(p50), millis(p99));
        }

        private static double millis(Duration duration) {
            return duration.toNanos() / 1e6;
        }
    }

    static Result run(int callers, Duration warmUp, Duration measured, Request request)
            throws InterruptedException, ExecutionException {
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        long from = start + warmUp.toNanos();
        long until = from + measured.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int me = caller;
                all.add(
                        threads.submit(() -> {
                            call(me, from, until, request, latencies);
                            return null;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double seconds = measured.toNanos() / 1e9;
        return new Result(
                latencies.count() / seconds, latencies.within(0.5), latencies.within(0.99));
    }

    private static void call(
            int caller, long from, long until, Request request, Latencies latencies)
            throws Exception {
        long n = 0;
        for (long begun = System.nanoTime(); begun < until; ) {
            request.run(caller, n);
            n++;
            long done = System.nanoTime();
            if (begun >= from && done < until) {
                latencies.add(done - begun);
            }
            begun = done;
        }
    }
}
