package scrip.server.ledger;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Where, in a crash test, the process dies as if by `kill -9`: `SCRIP_FAIL_POINT=before-commit:7`
/// (environment or system property) kills it when the seventh batch reaches that point.
public final class FailPoint {

    /// The points at which it can die.
    public enum Point {
        /// A batch is written but not committed.
        BEFORE_COMMIT,
        /// It is committed, but nobody has been told.
        AFTER_COMMIT,
        /// The new states are about to be seen by reads.
        BEFORE_PUBLISH,
        /// Every caller has its answer; caches and snapshots have not caught up.
        AFTER_ANSWER
    }

    /// Never dies.
    public static final FailPoint NONE = new FailPoint(null, 0, FailPoint::halt);

    private static final String NAME = "SCRIP_FAIL_POINT";
    private static final int EXIT_CODE = 137;

    private final @Nullable Point place;
    private final AtomicLong left;
    private final Runnable death;

    private FailPoint(@Nullable Point place, long count, Runnable death) {
        this.place = place;
        this.left = new AtomicLong(count);
        this.death = death;
    }

    /// A fail point that runs the caller's action on the thread that reaches it, for a simulation
    /// that abandons a server without ending the process.
    public static FailPoint of(Point place, long count, Runnable death) {
        return new FailPoint(place, count, death);
    }

    private static void halt() {
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /// Reads the setting.
    ///
    /// @throws IllegalArgumentException if there is no such point
    public static FailPoint fromEnvironment() {
        String text = System.getProperty(NAME, System.getenv(NAME));
        return text == null || text.isBlank() ? NONE : of(text.strip());
    }

    static FailPoint of(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        long count = colon < 0 ? 1 : Long.parseLong(text.substring(colon + 1));
        Point place = Point.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        return new FailPoint(place, count, FailPoint::halt);
    }

    boolean isSet() {
        return place != null;
    }

    void reached(Point here) {
        if (here == place && left.decrementAndGet() == 0) {
            death.run();
        }
    }
}
