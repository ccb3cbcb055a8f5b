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
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.server.history.Usage;
import scrip.server.rollup.Rollups;

/// `./scrip bench growth`: what many stored uses change. Every other use goes to one account, the
/// others to all, over ninety days of the sandbox's clock; some are corrected. Then: the rate in
/// turns with that of a ledger on an empty database, the large account's balance as of the middle,
/// and its uses by day, with and without roll-ups.
public final class GrowthBench {

    private static final int USES = 10_000_000;
    private static final int ACCOUNTS = 10_000;
    private static final int SECONDS = 10;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 15;
    private static final int CALLERS = 1_024;
    private static final int DAYS = 90;
    private static final int CORRECTED_EVERY = 2_000;
    private static final int READS = 20;
    private static final Duration READS_MAX = Duration.ofSeconds(20);
    private static final ZoneId ZONE = ZoneId.of("UTC");

    private final PrintStream out;
    private final Scratch scratch;
    private final Scratch.Server server;
    private final LedgerBooking ledger;
    private final Spread spread;
    private final OrganizationId large;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private GrowthBench(
            PrintStream out,
            Scratch scratch,
            Scratch.Server server,
            List<OrganizationId> accounts) {
        this.out = out;
        this.scratch = scratch;
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
        Options options =
                Options.of(args, "uses", "accounts", "seconds", "rounds", "warm-up", "record");
        int uses = options.number("uses", DAYS, USES);
        int seconds = options.number("seconds", 1, SECONDS);
        int rounds = options.number("rounds", 1, ROUNDS);
        int warmUp = options.number("warm-up", 1, WARM_UP_SECONDS);
        List<OrganizationId> accounts =
                LedgerBooking.ids("account", options.number("accounts", 1, ACCOUNTS));
        try (Scratch scratch = new Scratch();
                Scratch.Server server = scratch.start();
                Scratch none = new Scratch();
                Scratch.Server empty = none.start()) {
            Machine machine = Machine.of(scratch.folder());
            out.println(machine);
            LedgerBooking.open(server, accounts);
            LedgerBooking.open(empty, accounts);
            GrowthBench bench = new GrowthBench(out, scratch, server, accounts);
            LedgerBooking beside = new LedgerBooking(empty, accounts);
            try (Meter meter = Meter.of(Postgres.in(scratch.folder()))) {
                bench.rate(beside, "warm-up", warmUp);
                bench.fill(uses, meter);
                bench.unrolled();
                bench.rollUp(uses);
                double share = bench.inTurns(beside, rounds, seconds, meter);
                bench.read(share);
            }
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                Recorded.of("growth", uses + " uses", machine, List.of(), bench.figures)
                        .writeAs(record.get());
            }
        }
        return 0;
    }

    private double rate(Booking booking, String what, int seconds)
            throws InterruptedException, ExecutionException {
        var result = Sides.closed(booking, spread, CALLERS, Duration.ofSeconds(seconds), false);
        out.printf("%-24s %s%n", what, result);
        return result.perSecond();
    }

    /// The rate of the full ledger as a share of that of the empty one, in turns.
    private double inTurns(Booking beside, int rounds, int seconds, Meter meter)
            throws InterruptedException, ExecutionException, IOException, SQLException {
        double empty = 0;
        double full = 0;
        for (int round = 0; round < rounds; round++) {
            empty += rate(beside, "uses/s, empty", seconds) / rounds;
            meter.restart();
            double rate = rate(ledger, "uses/s, full", seconds);
            Meter.Cost cost = meter.cost();
            out.printf(
                    "%-24s PostgreSQL %.1f µs, WAL %,.0f B, full-page images %,.0f B a use%n",
                    "",
                    cost.postgresMicros() / (rate * seconds),
                    cost.walBytes() / (rate * seconds),
                    cost.walImageBytes() / (rate * seconds));
            full += rate / rounds;
        }
        figures.put("uses/s, empty", empty);
        figures.put("uses/s, full", full);
        return full / empty;
    }

    /// The sum from the log alone, once, since it may take long.
    private void unrolled() {
        long begun = System.nanoTime();
        days();
        double millis = (System.nanoTime() - begun) / 1e6;
        out.printf("%-24s %,.1f%n", "by day without roll-ups", millis);
        figures.put("pool's uses by day without roll-ups, ms", millis);
    }

    /// Makes all roll-ups as fast as possible.
    private void rollUp(int uses) throws SQLException {
        long begun = System.nanoTime();
        try (Rollups rollups = new Rollups(scratch.database(), server.ledger())) {
            Rollups.Turn turn = rollups.turn();
            while (turn != Rollups.Turn.IDLE) {
                turn = rollups.turn();
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf("%-24s %,.1f s: %,.0f uses/s%n", "rolled up", seconds, uses / seconds);
        figures.put("uses/s, rolled up", uses / seconds);
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
            for (int i = 0; i < count; i += CORRECTED_EVERY) {
                Scratch.Server.accepted(
                        server.submit(
                                large,
                                new Command.CorrectUse(
                                        null, "fill-%03d-%d".formatted(day, i), 1, "bench"),
                                "correct-%03d-%d".formatted(day, i)));
            }
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

    private List<Usage.Day> days() {
        Instant now = server.ledger().realms().now(server.realm());
        LocalDate until = LocalDate.ofInstant(now, ZONE).plusDays(1);
        PoolKey pool = PoolKey.of(ItemId.of(Scratch.RESOURCE), null);
        return new Usage(server.ledger())
                .days(server.realm(), large, pool, until.minusDays(DAYS), until, ZONE);
    }

    private void read(double share) {
        Instant now = server.ledger().realms().now(server.realm());
        double statement = median("pool's uses by day, ms", _ -> days());
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
