package scrip.server.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.server.database.LastDone;
import scrip.server.ledger.Realms;

/// Figures that only the database or the data folder knows. A thread of its own reads them every
/// few seconds, so that collecting them asks nobody and waits for nothing; what is older than a
/// minute is not told.
final class Figures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final int EVERY_SECONDS = 15;
    private static final Duration OLD = Duration.ofMinutes(1);
    private static final double MILLISECONDS = 1e3;

    private final FigureStore store;
    private final Realms realms;
    private final LastDone lastDone;
    private final InstantSource clock;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("figures").daemon().factory());
    private volatile @Nullable Seen seen;
    private boolean failing;

    private record Seen(Instant at, FigureStore.Figures figures) {}

    Figures(FigureStore store, Realms realms, LastDone lastDone, InstantSource clock) {
        this.store = store;
        this.realms = realms;
        this.lastDone = lastDone;
        this.clock = clock;
    }

    void start() {
        var _ = executor.scheduleWithFixedDelay(this::turn, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void turn() {
        try {
            read();
            failing = false;
        } catch (DataAccessException away) {
            if (!failing) {
                LOG.warn("figures for metrics could not be read: {}", away.toString());
            }
            failing = true;
        } catch (RuntimeException bug) {
            LOG.error("figures for metrics could not be read", bug);
        }
    }

    /// Reads them now.
    void read() {
        FigureStore.Figures figures = store.read(realms.live(), realms.now(realms.live()));
        seen = new Seen(clock.instant(), figures);
    }

    List<Collector> collectors() {
        return Stream.concat(ofAccounts().stream(), ages().stream()).toList();
    }

    private List<Collector> ofAccounts() {
        return List.of(
                gauge(
                        "scrip_deadline_lag_seconds",
                        "For how long the account that is due longest has been due.",
                        f -> seconds(f.deadlineLag())),
                gauge(
                        "scrip_accounts_in_arrears",
                        "Accounts that owe something, suspended ones among them.",
                        FigureStore.Figures::arrears),
                gauge(
                        "scrip_accounts_suspended",
                        "Accounts of which something is suspended.",
                        FigureStore.Figures::suspended),
                gauge(
                        "scrip_activation_oldest_seconds",
                        "How long ago the oldest order was paid that waits to be activated.",
                        f -> seconds(f.activation())),
                waits());
    }

    private List<Collector> ages() {
        return List.of(
                age(
                        "scrip_head_age_seconds",
                        "How long ago the last checkpoint of the installation was made.",
                        this::headAge),
                age(
                        "scrip_backup_age_seconds",
                        "How long ago a backup was last made with this data folder.",
                        () -> since(LastDone.Task.BACKUP)),
                age(
                        "scrip_verify_age_seconds",
                        "How long ago the data was last verified with this data folder.",
                        () -> since(LastDone.Task.VERIFY)),
                age(
                        "scrip_verify_findings",
                        "What was wrong when the data was last verified with this data folder.",
                        () ->
                                lastDone.last(LastDone.Task.VERIFY)
                                        .map(d -> OptionalDouble.of((double) d.findings()))
                                        .orElse(OptionalDouble.empty())),
                age(
                        "scrip_figures_age_seconds",
                        "How old the figures are that are read from the database now and then.",
                        this::age));
    }

    private interface Known {
        OptionalDouble now();
    }

    private static Collector age(String name, String help, Known value) {
        return GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> value.now().ifPresent(to::call))
                .build();
    }

    private Collector gauge(String name, String help, Function<FigureStore.Figures, Number> value) {
        return GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> {
                    FigureStore.Figures now = fresh();
                    if (now != null) {
                        to.call(value.apply(now).doubleValue());
                    }
                })
                .build();
    }

    private Collector waits() {
        return GaugeWithCallback.builder()
                .name("scrip_waiting")
                .help("What waits for the vendor's staff or is owed, by its kind.")
                .labelNames("kind")
                .callback(to -> {
                    FigureStore.Figures now = fresh();
                    if (now != null) {
                        now.waits()
                                .forEach((kind, count) ->
                                        to.call(
                                                count.doubleValue(),
                                                kind.name().toLowerCase(Locale.ROOT)));
                    }
                })
                .build();
    }

    private FigureStore.@Nullable Figures fresh() {
        Seen last = seen;
        return last == null || clock.instant().isAfter(last.at().plus(OLD)) ? null : last.figures();
    }

    private OptionalDouble age() {
        Seen last = seen;
        return last == null ? OptionalDouble.empty() : ago(last.at());
    }

    private OptionalDouble headAge() {
        FigureStore.Figures now = fresh();
        Instant at = now == null ? null : now.headAt();
        return at == null ? OptionalDouble.empty() : ago(at);
    }

    private OptionalDouble since(LastDone.Task task) {
        return lastDone.last(task).map(done -> ago(done.at())).orElse(OptionalDouble.empty());
    }

    private OptionalDouble ago(Instant then) {
        return OptionalDouble.of(seconds(Duration.between(then, clock.instant())));
    }

    private static double seconds(Duration time) {
        return Math.max(0, time.toMillis() / MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
