package scrip.proof.mutants;

import java.time.Duration;
import java.util.List;

/// The progress of a run, and the time it has taken.
final class Progress {

    private final int all;
    private final long begun = System.nanoTime();
    private int done;

    /// @param all the total number of steps
    Progress(int all) {
        this.all = all;
    }

    /// The progress line for the next finished step.
    String done(List<String> cells) {
        done++;
        return "[%d/%d, %s] %s".formatted(done, all, took(), String.join(" | ", cells));
    }

    /// The time taken so far.
    String took() {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return took.toMinutes() == 0
                ? took.toSeconds() + " s"
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
