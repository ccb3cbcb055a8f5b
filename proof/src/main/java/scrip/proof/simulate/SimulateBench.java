package scrip.proof.simulate;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import scrip.server.verify.Verification;

/// `./scrip proof simulate --worlds N [--steps 250] [--seed S]`: random worlds on `core` against
/// the model. Prints how often every rule and refusal occurred and, for a failure, the shortest
/// history as a scenario file.
public final class SimulateBench {

    static final int STEPS = 250;

    private static final int CALLED_WRONGLY = 2;
    private static final int STEPS_MAX = 100_000;
    private static final int WORLDS_MAX = 10_000_000;
    private static final int CRASHES_MAX = 1_000;
    private static final int SHOWN_MAX = 5;
    private static final String USAGE =
            "usage: proof simulate [--ledger] --worlds N [--steps 250] [--seed S] [--crashes N]";

    private SimulateBench() {}

    private record Options(boolean ledger, int worlds, int steps, long seed, int crashes) {

        /// @throws IllegalArgumentException with a message for the command line
        static Options of(List<String> given) {
            List<String> args = new ArrayList<>(given);
            boolean ledger = args.remove("--ledger");
            int worlds = 0;
            int crashes = 0;
            int steps = STEPS;
            long seed = System.nanoTime() / 1_000_000;
            for (int i = 0; i < args.size(); i += 2) {
                String name = args.get(i);
                String value = i + 1 < args.size() ? args.get(i + 1) : "";
                switch (name) {
                    case "--worlds" -> worlds = (int) number(name, value, 1, WORLDS_MAX);
                    case "--steps" -> steps = (int) number(name, value, 1, STEPS_MAX);
                    case "--crashes" -> crashes = (int) number(name, value, 0, CRASHES_MAX);
                    case "--seed" -> seed = number(name, value, Long.MIN_VALUE, Long.MAX_VALUE);
                    default -> throw new IllegalArgumentException("there is no option " + name);
                }
            }
            if (worlds == 0) {
                throw new IllegalArgumentException("--worlds is missing");
            }
            if (crashes > 0 && !ledger) {
                throw new IllegalArgumentException("--crashes needs --ledger");
            }
            return new Options(ledger, worlds, steps, seed, crashes);
        }

        private static long number(String name, String text, long least, long most) {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Not a number; reported below.
            }
            throw new IllegalArgumentException(
                    "%s takes a whole number from %d to %d, not '%s'"
                            .formatted(name, least, most, text));
        }
    }

    /// Runs the worlds and prints the result.
    ///
    /// @return the exit code: 0, 1 if anything failed or never occurred, 2 for wrong arguments
    public static int run(List<String> args, PrintStream out) throws InterruptedException {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException wrong) {
            out.println("scrip: " + wrong.getMessage());
            out.println(USAGE);
            return CALLED_WRONGLY;
        }
        return options.ledger() ? runOnLedger(options, out) : run(options, out);
    }

    private static int run(Options options, PrintStream out) throws InterruptedException {
        out.printf(
                "%,d worlds of %d steps, seeds from %d%n",
                options.worlds(), options.steps(), options.seed());
        long began = System.nanoTime();
        Simulation simulation =
                new Simulation(options.steps(), Runtime.getRuntime().availableProcessors());
        int every = Math.max(1, options.worlds() / 20);
        Simulation.Result result =
                simulation.play(
                        options.seed(),
                        options.worlds(),
                        done -> {
                            if (done % every == 0) {
                                out.printf("%,9d worlds, %s%n", done, since(began));
                            }
                        });
        boolean covered = Occurrences.print(result.tally(), Occurrences.all(), out).isEmpty();
        result.failures().stream().limit(SHOWN_MAX).forEach(f -> tell(f, out));
        if (!result.failures().isEmpty()) {
            out.printf("FAILED: %,d worlds did not agree%n", result.failures().size());
        }
        out.printf("%,d worlds in %s%n", options.worlds(), since(began));
        return covered && result.failures().isEmpty() ? 0 : 1;
    }

    private static int runOnLedger(Options options, PrintStream out) throws InterruptedException {
        out.printf(
                "%,d worlds of %d steps on the real ledger, seeds from %d%n",
                options.worlds(), options.steps(), options.seed());
        long began = System.nanoTime();
        int every = Math.max(1, options.worlds() / 20);
        try (Installation installation =
                new Installation(options.crashes(), new Dice(options.seed()))) {
            LedgerSimulation.Result result =
                    new LedgerSimulation(options.steps(), installation)
                            .play(
                                    options.seed(),
                                    options.worlds(),
                                    done -> {
                                        if (done % every == 0) {
                                            out.printf("%,9d worlds, %s%n", done, since(began));
                                        }
                                    });
            Map<String, List<String>> wanted = Occurrences.all();
            wanted.keySet().removeAll(Occurrences.OF_WRONG_CLOCKS);
            boolean covered = Occurrences.print(result.tally(), wanted, out).isEmpty();
            Installation.Batches batches = installation.batches();
            out.printf(
                    "%,d batches, %,d with several commands, %,d with several of one account%n",
                    batches.all(), batches.several(), batches.severalOfOne());
            out.printf("%,d servers died%n", installation.deaths());
            result.faults().stream().limit(SHOWN_MAX).forEach(f -> out.println("FAILED: " + f));
            out.printf("%,d worlds in %s%n", options.worlds(), since(began));
            Verification.Report report = installation.verify();
            report.findings().stream().limit(SHOWN_MAX).forEach(out::println);
            out.printf("verification: %s; %s%n", report.summary(), since(began));
            boolean shared = batches.several() > 0 && batches.severalOfOne() > 0;
            boolean died = installation.deaths() == options.crashes();
            boolean sound = result.faults().isEmpty() && report.findings().isEmpty();
            return covered && shared && died && sound ? 0 : 1;
        }
    }

    private static String since(long nanos) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - nanos).toMillis() / 1000.0);
    }

    /// Prints the shortest history of a fault, as a scenario file.
    static void tell(Simulation.Ending ending, PrintStream out) {
        Simulation.Failure failure = ending.failure();
        if (failure == null) {
            return;
        }
        out.printf("FAILED: seed %d, step %d%n", ending.seed(), failure.steps().size());
        Simulation.Failure shortest =
                new Shrinking(failure.setting()).shortest(failure.steps(), failure.fault());
        out.println(YamlText.of("Seed " + ending.seed(), shortest));
    }
}
