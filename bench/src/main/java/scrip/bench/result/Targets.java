package scrip.bench.result;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The targets of the ledger beside what a run reached. They are for two quiet processors; ratios
/// are of cells of one run.
public final class Targets {

    /// Above the lines of targets.
    public static final String HEADING =
            "%-76s %9s %9s %9s".formatted("target", "must", "stretch", "reached");

    private static final Pattern TARGET =
            Pattern.compile("(; meets|; misses) the stretch|%s$".formatted(Target.UNKNOWN));

    private static final double PERCENT = 100;

    /// Callers of the ledger.
    private static final int MANY = 1_024;

    private static final int FEW = 64;

    /// A cell is long if it meets checkpoints.
    private static final int LONG_SECONDS = 60;

    /// One target.
    ///
    /// @param more whether a larger figure is better
    public record Target(
            String what,
            String unit,
            double must,
            double stretch,
            boolean more,
            Optional<Double> is) {

        private static final String UNKNOWN = "not measured in this run";

        /// A figure that is better the larger it is.
        public static Target more(
                String what, String unit, double must, double stretch, double is) {
            return new Target(what, unit, must, stretch, true, Optional.of(is));
        }

        /// A figure that is better the smaller it is.
        public static Target less(
                String what, String unit, double must, double stretch, double is) {
            return new Target(what, unit, must, stretch, false, Optional.of(is));
        }

        @Override
        public String toString() {
            return "%-76s %9s %9s %9s  %s"
                    .formatted(
                            what,
                            shown(must),
                            shown(stretch),
                            is.map(this::shown).orElse("–"),
                            is.map(this::verdict).orElse(UNKNOWN));
        }

        private String shown(double figure) {
            String number =
                    Math.abs(figure) < 10 ? "%.2f" : Math.abs(figure) < 100 ? "%.1f" : "%,.0f";
            return number.formatted(figure) + unit;
        }

        private String verdict(double reached) {
            return "%s; %s the stretch"
                    .formatted(
                            by("met", "missed", must, reached),
                            isMet(stretch, reached) ? "meets" : "misses");
        }

        private String by(String met, String missed, double wanted, double reached) {
            double off = PERCENT * Math.abs(reached / wanted - 1);
            return "%s by %.0f %%".formatted(isMet(wanted, reached) ? met : missed, off);
        }

        private boolean isMet(double wanted, double reached) {
            return more ? reached >= wanted : reached <= wanted;
        }
    }

    private final List<Cell> cells;
    private final int many;

    private Targets(List<Cell> cells, int many) {
        this.cells = cells;
        this.many = many;
    }

    /// Prints the targets of `./scrip bench uses`.
    ///
    /// @param many the number of accounts that stands for many
    public static void print(PrintStream out, List<Cell> cells, int many) {
        Targets targets = new Targets(cells, many);
        print(out, targets.all());
        targets.printProcessors(out);
        out.println(
                "Further targets: ./scrip bench without a subcommand. Processor times include"
                        + " the callers; 'with subject' of WAL and disk allows 100 B more.");
    }

    /// What the ratios of the rates would be if nothing but the processors were in the way: unlike
    /// those, it hardly depends on what else the machine does.
    private void printProcessors(PrintStream out) {
        for (var spread :
                List.of(new Place(1, false), new Place(many, false), new Place(many, true))) {
            for (Side side : List.of(Side.ROW_LOCK, Side.FUNCTION, Side.PGBENCH)) {
                Optional<Double> theirs = mean(at(side, spread), Cell::processorUs);
                Optional<Double> ours = mean(ledger(spread, MANY), Cell::processorUs);
                if (theirs.isPresent() && ours.isPresent()) {
                    out.printf(
                            "%s: a use of %s takes %,.0f µs of processor, %.1f times the"
                                    + " ledger's%n",
                            spread, side, theirs.get(), theirs.get() / ours.get());
                }
            }
        }
    }

    /// Whether a line is that of a target.
    public static boolean isTarget(String line) {
        return TARGET.matcher(line).find();
    }

    /// Prints targets of any command.
    public static void print(PrintStream out, List<Target> targets) {
        out.printf("%n%s%n", HEADING);
        targets.forEach(out::println);
    }

    /// Which accounts the uses of a cell go to.
    private record Place(int accounts, boolean zipf) {

        @Override
        public String toString() {
            return "%,d account%s%s"
                    .formatted(accounts, accounts == 1 ? "" : "s", zipf ? " (Zipf)" : "");
        }
    }

    private List<Target> all() {
        Place one = new Place(1, false);
        Place uniform = new Place(many, false);
        List<Target> all = new ArrayList<>();
        all.add(times(one, MANY, Side.PGBENCH, 47, 60));
        all.add(times(one, MANY, Side.ROW_LOCK, 65, 90));
        for (Place place : List.of(uniform, new Place(many, true))) {
            all.add(times(place, MANY, Side.PGBENCH, 11, 18));
            all.add(times(place, MANY, Side.ROW_LOCK, 13, 20));
        }
        all.add(times(one, FEW, Side.ROW_LOCK, 25, 35));
        all.add(times(uniform, FEW, Side.ROW_LOCK, 7, 9));
        all.addAll(costs());
        all.addAll(latencies());
        return all;
    }

    private List<Target> costs() {
        Predicate<Cell> plain = busy().and(c -> !c.subjects());
        Predicate<Cell> subjects = busy().and(Cell::subjects);
        String where = "%,d accounts, 1,024 callers: ".formatted(many);
        return List.of(
                cost(where + "processor a use", " µs", 33, 22, plain, Cell::processorUs),
                cost(
                        where + "processor a use with subject",
                        " µs",
                        40,
                        28,
                        subjects,
                        Cell::processorUs),
                cost(
                        where + "WAL a use without full-page images",
                        " B",
                        440,
                        320,
                        plain,
                        Cell::walBytes),
                cost(where + "the same with subject", " B", 540, 420, subjects, Cell::walBytes),
                cost(where + "disk a use", " B", 350, 270, plain, Cell::diskBytes),
                cost(where + "the same with subject", " B", 450, 370, subjects, Cell::diskBytes));
    }

    private List<Target> latencies() {
        Predicate<Cell> slow =
                c -> c.accounts() == many && c.offered() != null && c.offered() == 500;
        Optional<Double> ledger = mean(of(Side.LEDGER).and(slow), Cell::p50Ms);
        Optional<Double> function = mean(of(Side.FUNCTION).and(slow), Cell::p50Ms);
        double peak = rate(busy().and(c -> !c.subjects())).orElse(0.0);
        Predicate<Cell> half =
                of(Side.LEDGER)
                        .and(c -> c.accounts() == many)
                        .and(c -> isHalf(c.offered(), peak))
                        .and(c -> c.seconds() >= LONG_SECONDS);
        return List.of(
                new Target(
                        "%,d accounts, 500 uses/s: p50 × one PL/pgSQL call".formatted(many),
                        " ×",
                        1.2,
                        1,
                        false,
                        ledger.flatMap(l -> function.map(f -> l / f))),
                cost(
                        "half of the peak rate for long: p99 from the intended start",
                        " ms",
                        50,
                        20,
                        half,
                        Cell::p99Ms));
    }

    private static boolean isHalf(@Nullable Double offered, double peak) {
        return offered != null && Math.abs(offered / peak - 0.5) < 0.1;
    }

    private Target cost(
            String what,
            String unit,
            double must,
            double stretch,
            Predicate<Cell> of,
            ToDoubleFunction<Cell> figure) {
        return new Target(what, unit, must, stretch, false, mean(of, figure));
    }

    private Target times(Place place, int callers, Side other, double must, double stretch) {
        Optional<Double> ledger = rate(ledger(place, callers));
        Optional<Double> best = rate(at(other, place));
        return new Target(
                "%s, %,d callers: × %s at its best".formatted(place, callers, other),
                " ×",
                must,
                stretch,
                true,
                ledger.flatMap(l -> best.map(b -> l / b)));
    }

    private Predicate<Cell> busy() {
        return of(Side.LEDGER)
                .and(c -> c.accounts() == many && !c.zipf() && c.callers() == MANY)
                .and(c -> c.offered() == null);
    }

    private static Predicate<Cell> ledger(Place place, int callers) {
        return at(Side.LEDGER, place).and(c -> c.callers() == callers);
    }

    private static Predicate<Cell> at(Side side, Place place) {
        return of(side).and(c -> c.accounts() == place.accounts() && c.zipf() == place.zipf())
                .and(c -> c.offered() == null && !c.subjects());
    }

    private static Predicate<Cell> of(Side side) {
        return c -> c.side() == side;
    }

    private Optional<Double> rate(Predicate<Cell> of) {
        return mean(of, Cell::rate);
    }

    /// The mean of all rounds.
    private Optional<Double> mean(Predicate<Cell> of, ToDoubleFunction<Cell> figure) {
        var mean = cells.stream().filter(of).mapToDouble(figure).average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }
}
