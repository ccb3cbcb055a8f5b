package scrip.server.ledger;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// What is looked up about the ledger whenever somebody collects it: its queue, its lease, its
/// state. None of it asks the database.
final class Gauges {

    private static final double NANOSECONDS = 1e9;
    private static final String SERVING = "serving";

    private static final List<Outcome.Reason> NOT_SERVING =
            List.of(
                    Outcome.Reason.STANDBY,
                    Outcome.Reason.DATABASE_AWAY,
                    Outcome.Reason.CLOCK_WRONG,
                    Outcome.Reason.STOPPING);

    private Gauges() {}

    static List<Collector> of(
            Settings settings, Writer writer, Arrivals arrivals, Lease lease, LeaseKeeper keeper) {
        List<Collector> all = new ArrayList<>();
        all.add(state(writer));
        all.add(gauge("scrip_queue_commands", "Commands that wait to be decided.", arrivals::size));
        all.add(
                gauge(
                        "scrip_queue_commands_max",
                        "Commands that may wait; more are answered BUSY.",
                        settings::queueMax));
        all.add(
                gauge(
                        "scrip_queue_oldest_seconds",
                        "How long the oldest command of the queue has waited.",
                        () -> arrivals.oldestNanos(System.nanoTime()) / NANOSECONDS));
        all.add(
                gauge(
                        "scrip_lease_held",
                        "1 if this server holds the lease, the right to write.",
                        () -> lease.isHeld() ? 1 : 0));
        all.add(
                gauge(
                        "scrip_lease_epoch",
                        "The epoch in which this server last took the lease; 0 if it never did.",
                        lease::epoch));
        all.add(
                gauge(
                        "scrip_clock_offset_seconds",
                        "How far this server's clock was ahead of the database's.",
                        keeper::clockAheadSeconds));
        return List.copyOf(all);
    }

    private static Collector gauge(String name, String help, DoubleSupplier value) {
        return GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call(value.getAsDouble()))
                .build();
    }

    private static Collector state(Writer writer) {
        return GaugeWithCallback.builder()
                .name("scrip_ledger_state")
                .help("1 for the state the ledger is in, 0 for the others.")
                .labelNames("state")
                .callback(to -> {
                    String now = state(writer.isServing(), writer.refusal());
                    to.call(now.equals(SERVING) ? 1 : 0, SERVING);
                    for (Outcome.Reason reason : NOT_SERVING) {
                        to.call(now.equals(name(reason)) ? 1 : 0, name(reason));
                    }
                })
                .build();
    }

    /// A server that lost its connection a moment ago refuses nothing, and does not serve either.
    private static String state(boolean serving, Outcome.@Nullable Reason refusal) {
        if (refusal != null) {
            return name(refusal);
        }
        return serving ? SERVING : name(Outcome.Reason.DATABASE_AWAY);
    }

    private static String name(Outcome.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
