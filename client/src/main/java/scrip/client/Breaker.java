package scrip.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Holds requests back for a while when several in a row were not answered; then lets one through
/// to see. A server that is away is not asked by everybody all the time, and nobody waits for it.
final class Breaker {

    private static final int FAILURES = 5;
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private final ClientMetrics metrics;
    private int failures;
    private long heldUntil;
    private boolean held;
    private boolean looking;
    private Duration next = SHORTEST;

    Breaker(LongSupplier nanos, ClientMetrics metrics) {
        this.nanos = nanos;
        this.metrics = metrics;
    }

    /// Whether a request may be sent; whoever sends one says what became of it.
    synchronized boolean lets() {
        if (!held) {
            return true;
        }
        if (looking || nanos.getAsLong() - heldUntil < 0) {
            return false;
        }
        looking = true;
        return true;
    }

    /// How long no request is let through; zero if one is.
    synchronized Duration left() {
        return held ? Duration.ofNanos(Math.max(0, heldUntil - nanos.getAsLong())) : Duration.ZERO;
    }

    /// The server has answered.
    synchronized void answered() {
        failures = 0;
        next = SHORTEST;
        looking = false;
        if (held) {
            held = false;
            metrics.breaker(false);
        }
    }

    /// No answer came.
    synchronized void failed() {
        failures++;
        if (looking || (!held && failures >= FAILURES)) {
            boolean first = !held;
            held = true;
            looking = false;
            heldUntil = nanos.getAsLong() + next.toNanos();
            next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
            if (first) {
                metrics.breaker(true);
            }
        }
    }
}
