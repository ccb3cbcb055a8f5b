package scrip.server.ledger;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts how commands end, and measures batches. All of it is written once a batch, so that a use
/// pays only for being looked at; nobody has to collect it.
final class Measures {

    private static final double NANOSECONDS = 1e9;
    private static final double[] COMMANDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    private static final double[] SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
    };

    /// How the commands of a kind ended, each of which is there from the start, so that its first
    /// is an increase.
    private record Endings(
            CounterDataPoint accepted,
            CounterDataPoint repeated,
            CounterDataPoint refused,
            CounterDataPoint failed) {

        static Endings of(Counter counter) {
            return new Endings(
                    counter.labelValues("accepted"),
                    counter.labelValues("repeated"),
                    counter.labelValues("refused"),
                    counter.labelValues("failed"));
        }
    }

    /// How many commands of a batch ended in which way.
    private static final class Tally {

        private int accepted;
        private int repeated;
        private int refused;
        private int failed;

        void count(@Nullable Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted one -> {
                    if (one.repeated()) {
                        repeated++;
                    } else {
                        accepted++;
                    }
                }
                case Outcome.Refused _ -> refused++;
                case Outcome.Unavailable _ -> failed++;
                case null -> failed++;
            }
        }

        void addTo(Endings endings) {
            endings.accepted().inc(accepted);
            endings.repeated().inc(repeated);
            endings.refused().inc(refused);
            endings.failed().inc(failed);
        }
    }

    private final Counter uses =
            Counter.builder()
                    .name("scrip_uses_total")
                    .help("Uses answered by the ledger, by how they ended.")
                    .labelNames("outcome")
                    .withoutExemplars()
                    .build();
    private final Counter commands =
            Counter.builder()
                    .name("scrip_commands_total")
                    .help("Commands other than uses answered by the ledger, by how they ended.")
                    .labelNames("outcome")
                    .withoutExemplars()
                    .build();
    private final Histogram batch =
            histogram("scrip_batch_commands", "Commands decided in one batch.", COMMANDS);
    private final Histogram commit =
            histogram("scrip_commit_seconds", "Time to write and commit one batch.", SECONDS);
    private final Histogram waited =
            histogram(
                    "scrip_queue_wait_seconds",
                    "How long the oldest command of a batch had waited when it was taken.",
                    SECONDS);
    private final Endings usesEnded = Endings.of(uses);
    private final Endings commandsEnded = Endings.of(commands);

    private static Histogram histogram(String name, String help, double[] bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .withoutExemplars()
                .classicUpperBounds(bounds)
                .build();
    }

    /// Whoever collects these.
    List<Collector> collectors() {
        return List.of(uses, commands, batch, commit, waited);
    }

    /// Submissions were taken from the queue.
    void taken(List<Submission> fresh, long nowNanos) {
        if (fresh.isEmpty()) {
            return;
        }
        long most = 0;
        for (Submission one : fresh) {
            most = Math.max(most, nowNanos - one.sinceNanos());
        }
        waited.observe(most / NANOSECONDS);
    }

    /// A batch was committed.
    void committed(long nanos) {
        commit.observe(nanos / NANOSECONDS);
    }

    /// Callers of a batch are answered. Ticks are nobody's command.
    void answered(List<Batch.Ended> all) {
        Tally ofUses = new Tally();
        Tally ofOthers = new Tally();
        for (Batch.Ended one : all) {
            if (one.submission().isUse()) {
                ofUses.count(one.outcome());
            } else if (!one.submission().isTick()) {
                ofOthers.count(one.outcome());
            }
        }
        ofUses.addTo(usesEnded);
        ofOthers.addTo(commandsEnded);
        batch.observe(all.size());
    }
}
