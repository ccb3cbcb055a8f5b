package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Meter;
import scrip.bench.measure.Options;
import scrip.bench.measure.Postgres;
import scrip.bench.result.Recorded;
import scrip.bench.result.Targets;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.server.history.Usage;

/// `./scrip bench growth`: what many stored uses change. Every other use goes to one account, the
/// others to all, over ninety days of the sandbox's clock. Then: the rate beside that of the empty
/// ledger, that account's balance as of the middle, and its uses by day.
public final class GrowthBench {

    private static final int USES = 10_000_000;
    private static final int ACCOUNTS = 10_000;
    private static final int SECONDS = 10;
    private static final int WARM_UP_SECONDS = 15;
    private static final int CALLERS = 1_024;
    private static final int DAYS = 90;
    private static final int READS = 20;
    private static final Duration READS_MAX = Duration.ofSeconds(20);
    private static final ZoneId ZONE = ZoneId.of("UTC");

    private final PrintStream out;
    private final Scratch.Server server;
    private final LedgerBooking ledger;
    private final Spread spread;
    private final OrganizationId large;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private GrowthBench(PrintStream out, Scratch.Server server, List<OrganizationId> accounts) {
        this.out = out;
        this.server = server;
        this.ledger = new LedgerBooking(server, accounts);
        this.spread = Spread.uniform(accounts.size());
        this.large = accounts.getFirst();
    }

    /// Fills, then measures.
    public static int run(List<String> args, PrintStream out)
            throws IOException,
                    SQLException,
                    InterruptedException,
                    ExecutionException,
                    Options.WrongOption {
        Options options = Options.of(args, "uses", "accounts", "seconds", "warm-up", "record");
        int uses = options.number("uses", DAYS, USES);
        int seconds = options.number("seconds", 1, SECONDS);
        int warmUp = options.number("warm-up", 1, WARM_UP_SECONDS);
        List<OrganizationId> accounts =
                LedgerBooking.ids("account", options.number("accounts", 1, ACCOUNTS));
        try (Scratch scratch = new Scratch();
                Scratch.Server server = scratch.start()) {
            Machine machine = Machine.of(scratch.folder());
            out.println(machine);
            LedgerBooking.open(server, accounts);
            GrowthBench bench = new GrowthBench(out, server, accounts);
            try (Meter meter = Meter.of(Postgres.in(scratch.folder()))) {
                bench.rate("warm-up", warmUp);
                double empty = bench.rate("uses/s, empty", seconds);
                bench.fill(uses, meter);
                double full = bench.rate("uses/s, full", seconds);
                bench.read(full / empty);
            }
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                Recorded.of("growth", uses + " uses", machine, List.of(), bench.figures)
                        .writeAs(record.get());
            }
        }
        return 0;
    }

    private double rate(String what, int seconds) throws InterruptedException, ExecutionException {
        var result = Sides.closed(ledger, spread, CALLERS, Duration.ofSeconds(seconds), false);
        out.printf("%-24s %s%n", what, result);
        figures.put(what, result.perSecond());
        return result.perSecond();
    }

    private void fill(int uses, Meter meter) throws IOException, SQLException {
        Instant first = server.ledger().realms().now(server.realm());
        meter.restart();
        double seconds = 0;
        for (int day = 0; day < DAYS; day++) {
            int today = day;
            int count = uses / DAYS;
            seconds +=
                    server.all(
                            count,
                            i ->
                                    ledger.submit(
                                            i % 2 == 0
                                                    ? 0
                                                    : ThreadLocalRandom.current()
                                                            .nextInt(spread.accounts()),
                                            "fill-%03d-%d".formatted(today, i),
                                            false));
            server.ledger()
                    .realms()
                    .moveClock(server.realm(), first.plus(Duration.ofDays(day + 1L)));
        }
        Meter.Cost cost = meter.cost();
        int daily = uses / DAYS;
        double stored = (double) daily * DAYS;
        out.printf(
                "%,.0f uses stored in %.0f s: %,.0f/s; JVM %.1f µs, PostgreSQL %.1f µs, WAL %,.0f B,"
                        + " full-page images %,.0f B, disk %,.0f B a use%n",
                stored,
                seconds,
                stored / seconds,
                cost.jvmMicros() / stored,
                cost.postgresMicros() / stored,
                cost.walBytes() / stored,
                cost.walImageBytes() / stored,
                cost.diskBytes() / stored);
        figures.put("uses/s, filling", stored / seconds);
        figures.put("disk bytes a use", cost.diskBytes() / stored);
        figures.put("WAL bytes a use", cost.walBytes() / stored);
    }

    private void read(double share) {
        Instant now = server.ledger().realms().now(server.realm());
        LocalDate until = LocalDate.ofInstant(now, ZONE).plusDays(1);
        PoolKey pool = PoolKey.of(ItemId.of(Scratch.RESOURCE), null);
        Usage usage = new Usage(server.ledger());
        double statement =
                median(
                        "pool's uses by day, ms",
                        _ ->
                                usage.days(
                                        server.realm(),
                                        large,
                                        pool,
                                        until.minusDays(DAYS),
                                        until,
                                        ZONE));
        double balance =
                median(
                        "balance as of then, ms",
                        i ->
                                server.ledger()
                                        .readAsOf(
                                                server.realm(),
                                                large,
                                                now.minus(Duration.ofDays(DAYS / 2))
                                                        .minusSeconds(i)));
        targets(share, statement, balance);
    }

    private interface Read {
        Object of(int number);
    }

    private double median(String what, Read read) {
        List<Double> millis = new ArrayList<>();
        long over = System.nanoTime() + READS_MAX.toNanos();
        for (int i = 0; i < READS && (i == 0 || System.nanoTime() < over); i++) {
            long begun = System.nanoTime();
            read.of(i);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        double first = millis.getFirst();
        double middle = millis.stream().sorted().toList().get(millis.size() / 2);
        out.printf(
                "%-24s %,.1f (median of %d; the first %,.1f)%n",
                what, middle, millis.size(), first);
        figures.put(what, middle);
        return middle;
    }

    private void targets(double share, double statement, double balance) {
        Targets.print(
                out,
                List.of(
                        Targets.Target.more(
                                "rate, full, beside that of the empty ledger",
                                " %",
                                80,
                                95,
                                100 * share),
                        Targets.Target.less(
                                "a pool's statement: its uses by day", " ms", 50, 50, statement),
                        Targets.Target.less("a balance as of then", " ms", 20, 20, balance)));
    }
}
