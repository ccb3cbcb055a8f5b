package scrip.proof.mutants;

import java.time.Duration;
import java.util.List;

/// How far a run has come, and how long it has taken.
final class Progress {

    private final int all;
    private final long begun = System.nanoTime();
    private int done;

    /// @param all how many there are
    Progress(int all) {
        this.all = all;
    }

    /// The line of the next that is done.
    String done(List<String> cells) {
        done++;
        return "[%d/%d, %s] %s".formatted(done, all, took(), String.join(" | ", cells));
    }

    /// How long it has taken until now.
    String took() {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return took.toMinutes() == 0
                ? took.toSeconds() + " s"
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
