package scrip.bench.result;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.bench.measure.Options;
import tools.jackson.core.JacksonException;

/// `./scrip bench compare A B`: the second run beside the first, cell by cell.
///
/// A rate changed if it differs by more than the noise of the two: twice the standard error of
/// each, by how steady it was within a cell or between rounds, and at least 5 %. Beside it are the
/// ratios of latencies and of what a use costs.
public final class Comparison {

    private static final int CALLED_WRONGLY = 2;
    private static final double NOISE_PERCENT_MIN = 5;
    private static final double ERRORS = 2;
    private static final double PERCENT = 100;

    private Comparison() {}

    /// Prints the comparison of two files, or of two names of recorded runs.
    public static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
        if (args.size() != 2) {
            err.println(
                    "scrip: compare two runs: files, or names of files in bench/results without"
                            + " '.json'");
            return CALLED_WRONGLY;
        }
        Recorded before;
        Recorded after;
        try {
            before = read(args.get(0));
            after = read(args.get(1));
        } catch (NoSuchFileException missing) {
            err.printf(
                    "scrip: there is no run '%s': name a file, or one of bench/results: %s%n",
                    missing.getFile(), String.join(", ", Recorded.names(Recorded.FOLDER)));
            return CALLED_WRONGLY;
        } catch (JacksonException unreadable) {
            err.println("scrip: that is no recorded run: " + unreadable.getOriginalMessage());
            return CALLED_WRONGLY;
        }
        if (!haveSomethingInCommon(before, after)) {
            err.printf(
                    "scrip: the runs have nothing in common: '%s' measured no cell and no figure of"
                            + " '%s'%n",
                    args.get(1), args.get(0));
            return 1;
        }
        compare(before, after, out);
        return 0;
    }

    private static boolean haveSomethingInCommon(Recorded before, Recorded after) {
        return !Collections.disjoint(byKind(before).keySet(), byKind(after).keySet())
                || !Collections.disjoint(before.figures().keySet(), after.figures().keySet());
    }

    private static void compare(Recorded before, Recorded after, PrintStream out) {
        Map<Cell.Kind, List<Cell>> old = byKind(before);
        int changed = 0;
        out.printf(
                "%-62s %9s %9s %7s  %7s %7s %7s %7s %7s%n",
                "", "uses/s", "uses/s", "ratio", "p50", "p99", "CPU", "WAL", "disk");
        for (var one : byKind(after).entrySet()) {
            List<Cell> was = old.get(one.getKey());
            if (was != null) {
                changed += line(out, one.getKey(), was, one.getValue());
            }
        }
        after.figures().forEach((name, now) -> figure(out, name, before.figures().get(name), now));
        out.printf(
                "%n%d of the rates changed by more than noise (marked *): twice the standard error,"
                        + " at least %.0f %%.%n",
                changed, NOISE_PERCENT_MIN);
        if (before.machine() != null && !before.machine().equals(after.machine())) {
            out.println("The machines differ: " + before.machine() + " / " + after.machine());
        }
    }

    private static Recorded read(String name) throws IOException {
        Path recorded = Recorded.named(name);
        Path file = Files.exists(recorded) ? recorded : Options.path(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(name);
        }
        return Recorded.read(file);
    }

    private static Map<Cell.Kind, List<Cell>> byKind(Recorded run) {
        return run.cells().stream()
                .collect(
                        Collectors.groupingBy(Cell::kind, LinkedHashMap::new, Collectors.toList()));
    }

    private static int line(PrintStream out, Cell.Kind kind, List<Cell> was, List<Cell> is) {
        double ratio = ratio(was, is, Cell::rate);
        boolean changed = hasChanged(was, is);
        out.printf(
                "%-62s %,9.0f %,9.0f %6.2f%s  %7.2f %7.2f %7.2f %7.2f %7.2f%n",
                kind,
                mean(was, Cell::rate),
                mean(is, Cell::rate),
                ratio,
                changed ? "*" : " ",
                ratio(was, is, Cell::p50Ms),
                ratio(was, is, Cell::p99Ms),
                ratio(was, is, Cell::processorUs),
                ratio(was, is, Cell::walBytes),
                ratio(was, is, Cell::diskBytes));
        return changed ? 1 : 0;
    }

    private static void figure(PrintStream out, String name, @Nullable Double was, double is) {
        if (was != null) {
            out.printf("%-62s %,9.1f %,9.1f %6.2f%n", name, was, is, is / was);
        }
    }

    /// Whether the rates differ by more than noise.
    static boolean hasChanged(List<Cell> was, List<Cell> is) {
        double noise = ERRORS * Math.hypot(errorPercent(was), errorPercent(is));
        double difference = PERCENT * Math.abs(ratio(was, is, Cell::rate) - 1);
        return difference > Math.max(NOISE_PERCENT_MIN, noise);
    }

    /// The standard error of a mean: by the cells' own if there is one round, else by the rounds,
    /// if these differ more.
    private static double errorPercent(List<Cell> cells) {
        double mean = mean(cells, Cell::rate);
        double own = mean(cells, Cell::errorPercent) / Math.sqrt(cells.size());
        if (cells.size() < 2 || mean == 0) {
            return own;
        }
        double squares = cells.stream().mapToDouble(c -> Math.pow(c.rate() - mean, 2)).sum();
        double between = Math.sqrt(squares / (cells.size() - 1) / cells.size()) / mean * PERCENT;
        return Math.max(own, between);
    }

    private static double ratio(List<Cell> was, List<Cell> is, ToDoubleFunction<Cell> figure) {
        return mean(is, figure) / mean(was, figure);
    }

    private static double mean(List<Cell> cells, ToDoubleFunction<Cell> figure) {
        return cells.stream().mapToDouble(figure).average().orElse(0);
    }
}
