package scrip.bench.uses;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Options;
import scrip.bench.result.Cell;
import scrip.bench.result.Recorded;
import scrip.bench.result.Side;
import scrip.bench.result.Targets;

/// `./scrip bench uses`: what booking uses costs the ledger, in turns with its alternatives on the
/// same database and disk.
public final class UsesBench {

    private static final int SECONDS_STANDARD = 20;
    private static final int WARM_UP_SECONDS = 15;
    private static final int ACCOUNTS = 10_000;
    private static final int FEW = 64;
    private static final int MANY = 1_024;

    /// Numbers of callers among which the best of a baseline is sought; the embedded PostgreSQL
    /// admits fifty connections.
    private static final List<Integer> TRIED = List.of(4, 8, 16, 36);

    /// Arrivals a second.
    private static final List<Double> OFFERED = List.of(500.0, 3_000.0, 10_000.0);

    /// The most uses under way at once when arrivals do not wait.
    private static final int FLIGHT_MAX = 4_096;

    /// Half of the peak rate is offered for this many times the length of a cell.
    private static final int LONG = 30;

    private final PrintStream out;
    private final Sides sides;
    private final Plan plan;
    private final Spread one = Spread.uniform(1);
    private final Spread many;
    private final Spread zipf;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Best, Integer> best = new HashMap<>();
    private double callersMicros;

    private record Best(Side side, boolean one) {}

    private record Plan(int seconds, int warmUp, int rounds, int accounts, int halfSeconds) {

        @Override
        public String toString() {
            return "--seconds %d --warm-up %d --rounds %d --accounts %d --half %d"
                    .formatted(seconds, warmUp, rounds, accounts, halfSeconds);
        }

        static Plan of(Options options) throws Options.WrongOption {
            int seconds = options.number("seconds", 1, SECONDS_STANDARD);
            return new Plan(
                    seconds,
                    options.number("warm-up", 4, WARM_UP_SECONDS),
                    options.number("rounds", 1, 1),
                    options.number("accounts", 2, ACCOUNTS),
                    options.number("half", 0, seconds < SECONDS_STANDARD ? 0 : LONG * seconds));
        }
    }

    private UsesBench(PrintStream out, Sides sides, Plan plan) {
        this.out = out;
        this.sides = sides;
        this.plan = plan;
        this.many = Spread.uniform(plan.accounts());
        this.zipf = Spread.zipf(plan.accounts());
    }

    /// Measures all cells and prints them, then the targets.
    public static int run(List<String> args, PrintStream out)
            throws IOException,
                    SQLException,
                    InterruptedException,
                    ExecutionException,
                    Options.WrongOption {
        Options options =
                Options.of(
                        args, "seconds", "json", "warm-up", "rounds", "accounts", "half", "record");
        Plan plan = Plan.of(options);
        long begun = System.nanoTime();
        try (Scratch scratch = new Scratch();
                Scratch.Server server = scratch.start();
                Sides sides = Sides.open(scratch, server, plan.accounts())) {
            Machine machine = Machine.of(scratch.folder());
            out.printf(
                    "%s%nCallers, ledger and a durable PostgreSQL share the %d processors. %,d"
                            + " accounts each for the ledger and the baselines, opened in %.0f s.%n",
                    machine,
                    machine.processors(),
                    plan.accounts(),
                    (System.nanoTime() - begun) / 1e9);
            UsesBench bench = new UsesBench(out, sides, plan);
            bench.measure();
            Targets.print(out, bench.cells, plan.accounts());
            out.printf("It took %.0f s.%n", (System.nanoTime() - begun) / 1e9);
            bench.write(options, machine);
        }
        return 0;
    }

    private void write(Options options, Machine machine) throws IOException {
        Optional<Path> json = options.file("json");
        if (json.isPresent()) {
            Recorded.writeCells(json.get(), cells);
        }
        Optional<String> record = options.text("record");
        if (record.isPresent()) {
            Map<String, Double> figures = Map.of("callers' part of the JVM's µs", callersMicros);
            Recorded.of("uses", plan.toString(), machine, cells, figures).writeAs(record.get());
        }
    }

    private void measure()
            throws IOException, SQLException, InterruptedException, ExecutionException {
        warmUp();
        out.printf("%n%s%n", Cell.heading());
        for (int round = 1; round <= plan.rounds(); round++) {
            for (boolean subjects : new boolean[] {false, true}) {
                inTurns(one, subjects, round);
                inTurns(many, subjects, round);
            }
            inTurns(zipf, false, round);
            arrivals(round);
        }
        if (plan.halfSeconds() > 0) {
            double peak =
                    cells.stream()
                            .filter(c -> c.side() == Side.LEDGER && c.callers() == MANY)
                            .filter(c -> c.accounts() == many.accounts() && !c.zipf())
                            .filter(c -> !c.subjects() && c.offered() == null)
                            .mapToDouble(Cell::rate)
                            .average()
                            .orElseThrow();
            cell(Side.LEDGER, many, FLIGHT_MAX, false, peak / 2, plan.halfSeconds(), 1);
        }
    }

    /// The ledger with few and with many callers, and between them each baseline at its best.
    private void inTurns(Spread spread, boolean subjects, int round)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        cell(Side.LEDGER, spread, MANY, subjects, null, plan.seconds(), round);
        cell(
                Side.ROW_LOCK,
                spread,
                best(Side.ROW_LOCK, spread),
                subjects,
                null,
                plan.seconds(),
                round);
        cell(Side.LEDGER, spread, FEW, subjects, null, plan.seconds(), round);
        cell(
                Side.FUNCTION,
                spread,
                best(Side.FUNCTION, spread),
                subjects,
                null,
                plan.seconds(),
                round);
        if (!subjects && sides.has(Side.PGBENCH)) {
            cell(
                    Side.PGBENCH,
                    spread,
                    best(Side.PGBENCH, spread),
                    false,
                    null,
                    plan.seconds(),
                    round);
        }
    }

    private void arrivals(int round)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        for (double offered : OFFERED) {
            for (Side side : List.of(Side.LEDGER, Side.FUNCTION, Side.ROW_LOCK)) {
                int callers = side == Side.LEDGER ? FLIGHT_MAX : best(side, many);
                cell(side, many, callers, false, offered, plan.seconds(), round);
            }
        }
    }

    private void cell(
            Side side,
            Spread spread,
            int callers,
            boolean subjects,
            @Nullable Double offered,
            int seconds,
            int round)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Cell cell =
                sides.cell(new Sides.Ask(side, spread, callers, subjects, offered, seconds), round);
        cells.add(cell);
        out.println(cell);
    }

    private int best(Side side, Spread spread) {
        return best.getOrDefault(new Best(side, spread.accounts() == 1), TRIED.getFirst());
    }

    /// Once a side. The baselines' best number of callers is sought in the second half of theirs.
    private void warmUp()
            throws IOException, SQLException, InterruptedException, ExecutionException {
        int third = Math.max(1, plan.warmUp() / 3);
        Echo.callersMicros(many, MANY, Duration.ofSeconds(1));
        callersMicros = Echo.callersMicros(many, MANY, Duration.ofSeconds(2));
        out.printf(
                "Of the processor time of the JVM its %,d callers have about %.1f µs a use: so much if an"
                        + " empty ledger answers them.%n",
                MANY, callersMicros);
        sides.run(new Sides.Ask(Side.LEDGER, one, MANY, false, null, third));
        sides.run(new Sides.Ask(Side.LEDGER, many, FEW, true, null, third));
        sides.run(new Sides.Ask(Side.LEDGER, many, MANY, false, null, third));
        for (Side side : List.of(Side.ROW_LOCK, Side.FUNCTION, Side.PGBENCH)) {
            if (!sides.has(side)) {
                out.println(Pgbench.INSTALL);
                continue;
            }
            int probe = Math.max(1, plan.warmUp() / 2 / (2 * TRIED.size()));
            if (side != Side.PGBENCH) {
                int before = plan.warmUp() - 2 * TRIED.size() * probe;
                sides.run(
                        new Sides.Ask(side, many, TRIED.get(2), false, null, Math.max(1, before)));
            }
            for (Spread spread : List.of(one, many)) {
                seek(side, spread, probe);
            }
        }
    }

    private void seek(Side side, Spread spread, int seconds)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        StringBuilder tried = new StringBuilder();
        double most = 0;
        for (int callers : TRIED) {
            double rate =
                    sides.run(new Sides.Ask(side, spread, callers, false, null, seconds))
                            .perSecond();
            tried.append("%s%d: %,.0f/s".formatted(tried.isEmpty() ? "" : ", ", callers, rate));
            if (rate > most) {
                most = rate;
                best.put(new Best(side, spread.accounts() == 1), callers);
            }
        }
        out.printf("%s, %,d accounts, by callers: %s%n", side, spread.accounts(), tried);
    }
}
