package scrip.bench.start;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Options;
import scrip.bench.result.Recorded;
import scrip.bench.result.Targets;

/// `./scrip bench start`: how long the built program takes to be ready, with an empty data folder
/// and then with the one it made, and its memory after it was idle. The ways to start it take
/// turns.
public final class StartBench {

    private static final int ROUNDS = 5;
    private static final int IDLE_SECONDS = 10;

    /// One round of one way.
    ///
    /// @param empty seconds to ready, with an empty data folder
    /// @param kept the same with the data folder of that start
    /// @param processor seconds of processor time of Java until then, with the kept folder
    private record Measured(
            double empty,
            double kept,
            double processor,
            double residentMb,
            double proportionalMb,
            Steps emptySteps,
            Steps keptSteps) {}

    private final PrintStream out;
    private final Path folder;
    private final int idleSeconds;
    private final Map<Way, List<Measured>> measured = new EnumMap<>(Way.class);

    private StartBench(PrintStream out, Path folder, int idleSeconds) {
        this.out = out;
        this.folder = folder;
        this.idleSeconds = idleSeconds;
    }

    /// Measures and prints.
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, Options.WrongOption {
        Options options = Options.of(args, "rounds", "idle", "record");
        int rounds = options.number("rounds", 1, ROUNDS);
        Path folder = Files.createTempDirectory("scrip-bench-");
        try {
            Machine machine = Machine.of(folder);
            out.println(machine);
            StartBench bench = new StartBench(out, folder, options.number("idle", 0, IDLE_SECONDS));
            for (int round = 0; round < rounds; round++) {
                for (Way way : Way.values()) {
                    bench.measure(way);
                }
            }
            Map<String, Double> figures = bench.report();
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                String plan = "%d rounds, %d s idle".formatted(rounds, bench.idleSeconds);
                Recorded.of("start", plan, machine, List.of(), figures).writeAs(record.get());
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void measure(Way way) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        delete(data);
        Path log = folder.resolve("log");
        double empty;
        Steps emptySteps;
        try (StartedServer server = StartedServer.start(way, data, log)) {
            empty = server.seconds();
            emptySteps = server.steps();
        }
        try (StartedServer server = StartedServer.start(way, data, log)) {
            // The memory of an idle server is what is measured: it has to be idle for a while.
            TimeUnit.SECONDS.sleep(idleSeconds);
            Measured now =
                    new Measured(
                            empty,
                            server.seconds(),
                            server.processorSeconds(),
                            server.megabytes("Rss"),
                            server.megabytes("Pss"),
                            emptySteps,
                            server.steps());
            measured.computeIfAbsent(way, _ -> new ArrayList<>()).add(now);
            out.printf(
                    "%-24s empty %5.2f s   kept %5.2f s, processor %5.2f s   resident %3.0f MB,"
                            + " proportional %3.0f MB   load %.1f%n",
                    way,
                    empty,
                    now.kept,
                    now.processor,
                    now.residentMb,
                    now.proportionalMb,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private Map<String, Double> report() {
        Map<String, Double> figures = new LinkedHashMap<>();
        out.println("\nMedians, and how many times those of ./scrip start:");
        for (Way way : Way.values()) {
            out.println(
                    "%-24s empty %s   kept %s, processor %s   resident %s"
                            .formatted(
                                    way,
                                    shown(way, " s", Measured::empty),
                                    shown(way, " s", Measured::kept),
                                    shown(way, " s", Measured::processor),
                                    shown(way, " MB", Measured::residentMb)));
            figures.put(way + ": s, empty folder", median(way, Measured::empty));
            figures.put(way + ": s, kept folder", median(way, Measured::kept));
            figures.put(way + ": processor s, kept folder", median(way, Measured::processor));
            figures.put(way + ": resident MB", median(way, Measured::residentMb));
            figures.put(way + ": proportional MB", median(way, Measured::proportionalMb));
        }
        List<Measured> ours = measured.getOrDefault(Way.CACHED, List.of());
        Steps empty = Steps.median(ours.stream().map(Measured::emptySteps).toList());
        Steps kept = Steps.median(ours.stream().map(Measured::keptSteps).toList());
        out.println("Steps, empty folder: " + empty);
        out.println("Steps, kept folder:  " + kept);
        empty.seconds().forEach((step, time) -> figures.put("empty folder: s, " + step, time));
        kept.seconds().forEach((step, time) -> figures.put("kept folder: s, " + step, time));
        Targets.print(
                out,
                List.of(
                        Targets.Target.less(
                                "to ready, with a data folder",
                                " s",
                                4,
                                2.5,
                                median(Way.CACHED, Measured::kept)),
                        Targets.Target.less(
                                "to ready, with an empty one",
                                " s",
                                8,
                                5,
                                median(Way.CACHED, Measured::empty)),
                        Targets.Target.less(
                                "resident memory of the JVM, idle",
                                " MB",
                                250,
                                200,
                                median(Way.CACHED, Measured::residentMb))));
        return figures;
    }

    private String shown(Way way, String unit, ToDoubleFunction<Measured> figure) {
        double ours = median(Way.CACHED, figure);
        double is = median(way, figure);
        String number = is < 100 ? "%.2f%s" : "%.0f%s";
        return number.formatted(is, unit)
                + (way == Way.CACHED ? "" : " (%.2f ×)".formatted(is / ours));
    }

    private double median(Way way, ToDoubleFunction<Measured> figure) {
        return median(
                measured.getOrDefault(way, List.of()).stream().map(figure::applyAsDouble).toList());
    }

    /// The middle one, the lower of two; 0 of none.
    static double median(List<Double> all) {
        return all.isEmpty() ? 0 : all.stream().sorted().toList().get((all.size() - 1) / 2);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
