package scrip.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// How long each step of a start took. The steps follow each other in one thread.
public final class StartSteps {

    private final List<String> steps = new ArrayList<>();
    private long since = System.nanoTime();

    /// A step that began when the one before was done.
    public void done(String step) {
        long now = System.nanoTime();
        steps.add(step + " " + shown(TimeUnit.NANOSECONDS.toMillis(now - since)));
        since = now;
    }

    /// A time as these steps show it.
    public static String shown(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1e3);
    }

    @Override
    public String toString() {
        return String.join(", ", steps);
    }
}
