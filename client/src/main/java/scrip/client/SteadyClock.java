package scrip.client;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A clock that never goes back, and goes on while that of the machine stands still or was set
/// back: it takes the machine's leaps forward, and otherwise the time that has passed. Thus no
/// answer lasts longer than it says because somebody set a clock.
final class SteadyClock {

    private static final long NANOS = 1_000_000;

    /// Two clocks of a machine differ by a little all the time.
    private static final long DRIFT_MILLIS = 100;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private volatile Reading last;

    SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.last = new Reading(wall.millis(), nanos.getAsLong());
    }

    private record Reading(long millis, long nanos) {}

    /// Milliseconds since 1970, less than ever before by the drift at most.
    long millis() {
        Reading known = last;
        long passed = known.millis + (nanos.getAsLong() - known.nanos) / NANOS;
        long told = wall.millis();
        if (told > passed + DRIFT_MILLIS) {
            sawMillis(told);
        }
        return Math.max(told, passed);
    }

    /// It is not earlier than this.
    void sawMillis(long millis) {
        synchronized (this) {
            Reading known = last;
            long now = nanos.getAsLong();
            if (millis > known.millis + (now - known.nanos) / NANOS) {
                last = new Reading(millis, now);
            }
        }
    }
}
