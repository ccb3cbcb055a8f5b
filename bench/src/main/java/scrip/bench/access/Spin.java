package scrip.bench.access;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that call as fast as they can for a time.
final class Spin {

    /// Calls between two looks at the time.
    private static final int CALLS = 1_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Spin() {}

    /// One call; `n` counts those of its thread, which has a number from 0.
    @FunctionalInterface
    interface Call {

        /// Makes the call, and gives anything that depends on its work, so that it is not left out.
        int run(int thread, long n);
    }

    /// What the threads did together.
    record Result(long calls, double seconds, double processorSeconds, long bytes) {

        /// Calls per second.
        double rate() {
            return calls / seconds;
        }

        /// Calls per second of processor time.
        double ratePerCore() {
            return calls / processorSeconds;
        }

        /// Bytes allocated per call.
        double bytesEach() {
            return (double) bytes / calls;
        }

        Result plus(Result other) {
            return new Result(
                    calls + other.calls,
                    seconds + other.seconds,
                    processorSeconds + other.processorSeconds,
                    bytes + other.bytes);
        }
    }

    /// What one thread did.
    private record Share(long calls, long nanos, long processorNanos, long bytes, int sum) {}

    static Result run(int threads, Duration lasting, Call call)
            throws InterruptedException, ExecutionException {
        List<Share> shares = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Share>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int me = thread;
                all.add(executor.submit(() -> one(me, lasting.toNanos(), call)));
            }
            for (Future<Share> share : all) {
                shares.add(share.get());
            }
        }
        return new Result(
                shares.stream().mapToLong(Share::calls).sum(),
                shares.stream().mapToLong(Share::nanos).max().orElseThrow() / 1e9,
                shares.stream().mapToLong(Share::processorNanos).sum() / 1e9,
                shares.stream().mapToLong(Share::bytes).sum());
    }

    private static Share one(int thread, long nanos, Call call) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long processor = THREADS.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        long n = 0;
        int sum = 0;
        long now = begun;
        while (now - begun < nanos) {
            for (int i = 0; i < CALLS; i++) {
                sum += call.run(thread, n++);
            }
            now = System.nanoTime();
        }
        return new Share(
                n,
                now - begun,
                THREADS.getCurrentThreadCpuTime() - processor,
                THREADS.getCurrentThreadAllocatedBytes() - bytes,
                sum);
    }
}
