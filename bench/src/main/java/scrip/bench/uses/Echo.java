package scrip.bench.uses;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Answers every use and books nothing: what is left is what the callers cost. They are threads of
/// the same process as the ledger, so their part of its processor time can only be told apart like
/// this.
final class Echo implements Booking {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int callers;
    private final BlockingQueue<CompletableFuture<String>> queue = new LinkedBlockingQueue<>();
    private final Thread answering = Thread.ofPlatform().name("bench-echo").unstarted(this::answer);

    private Echo(int callers) {
        this.callers = callers;
    }

    /// The processor time of the callers for a use, in microseconds.
    static double callersMicros(Spread spread, int callers, Duration measured)
            throws InterruptedException, ExecutionException {
        Echo echo = new Echo(callers);
        echo.answering.start();
        try {
            long before = PROCESS.getProcessCpuTime();
            var result = Sides.closed(echo, spread, callers, measured, false);
            long answering = THREADS.getThreadCpuTime(echo.answering.threadId());
            double nanos = PROCESS.getProcessCpuTime() - before - answering;
            return nanos / 1e3 / Math.max(1, result.requests());
        } finally {
            echo.answering.interrupt();
            echo.answering.join();
        }
    }

    @Override
    public void use(int account, String key, boolean subject) throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        queue.put(answer);
        answer.join();
    }

    /// Half of the callers at once, as the ledger does: a caller that is answered before it waits
    /// costs less.
    private void answer() {
        List<CompletableFuture<String>> taken = new ArrayList<>();
        try {
            while (true) {
                CompletableFuture<String> one = queue.poll(1, TimeUnit.MILLISECONDS);
                if (one != null) {
                    taken.add(one);
                    queue.drainTo(taken);
                }
                if (one == null || taken.size() >= callers / 2) {
                    taken.forEach(all -> all.complete("answered"));
                    taken.clear();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
