package scrip.server.ledger;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts how commands end, and measures batches. All of it is written once a batch, so that a use
/// pays only for being looked at; nobody has to collect it.
final class Measures {

    private static final double NANOSECONDS = 1e9;
    private static final double[] COMMANDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    private static final double[] SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
    };

    /// How a command ended.
    enum Ending {
        ACCEPTED,
        REPEATED,
        REFUSED,
        FAILED;

        static Ending of(Batch.Ended one) {
            return switch (one.outcome()) {
                case Outcome.Accepted accepted -> accepted.repeated() ? REPEATED : ACCEPTED;
                case Outcome.Refused _ -> REFUSED;
                case Outcome.Unavailable _ -> FAILED;
                case null -> FAILED;
            };
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
    private final List<CounterDataPoint> usesEnded = byEnding(uses);
    private final List<CounterDataPoint> commandsEnded = byEnding(commands);

    private static Histogram histogram(String name, String help, double[] bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .withoutExemplars()
                .classicUpperBounds(bounds)
                .build();
    }

    /// Each ending is there from the start, so that its first is an increase.
    private static List<CounterDataPoint> byEnding(Counter counter) {
        List<CounterDataPoint> points = new ArrayList<>();
        for (Ending ending : Ending.values()) {
            points.add(counter.labelValues(ending.name().toLowerCase(Locale.ROOT)));
        }
        return List.copyOf(points);
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
        int[] ofUses = new int[usesEnded.size()];
        int[] ofOthers = new int[commandsEnded.size()];
        for (Batch.Ended one : all) {
            int ending = Ending.of(one).ordinal();
            if (one.submission().isUse()) {
                ofUses[ending]++;
            } else if (!one.submission().isTick()) {
                ofOthers[ending]++;
            }
        }
        add(ofUses, usesEnded);
        add(ofOthers, commandsEnded);
        batch.observe(all.size());
    }

    private static void add(int[] counts, List<CounterDataPoint> points) {
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] > 0) {
                points.get(at).inc(counts[at]);
            }
        }
    }
}
