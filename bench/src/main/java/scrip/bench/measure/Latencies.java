package scrip.bench.measure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// A histogram of latencies, in buckets about 2 % wide.
public final class Latencies {

    private static final double GROWTH = Math.log(1.02);
    private static final int BUCKETS = 1_600;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /// Adds one; safe from any thread.
    public void add(long nanos) {
        int bucket = (int) (Math.log((double) Math.max(1, nanos)) / GROWTH);
        counts.incrementAndGet(Math.min(BUCKETS - 1, bucket));
    }

    /// How many were added.
    public long count() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /// A quantile in milliseconds.
    public double millis(double share) {
        return within(share).toNanos() / 1e6;
    }

    /// The latency quantile of a share from 0 to 1.
    public Duration within(double share) {
        long rank = Math.max(1, (long) Math.ceil(count() * share));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return Duration.ofNanos((long) Math.exp((i + 1) * GROWTH));
            }
        }
        return Duration.ZERO;
    }
}
