package scrip.proof.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/// `./scrip proof crash [--rounds N] [--seed S] [--plant P]`: rounds of load and kill. First each
/// kind of death once, then in random order.
public final class CrashBench {

    private static final int ROUNDS = 50;

    /// Rounds on one data folder; after more, repeating every command takes longer than the load
    /// itself.
    private static final int ROUNDS_OF_WORLD = 18;

    /// The lease duration that the product uses.
    private static final Duration LEASE = Duration.ofSeconds(3);

    /// How long PostgreSQL is stopped.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int CALLED_WRONGLY = 2;

    private CrashBench() {}

    private record Options(int rounds, long seed, Plant plant) {

        /// @throws IllegalArgumentException with a message for the command line
        static Options of(List<String> args) {
            int rounds = ROUNDS;
            long seed = System.nanoTime();
            Plant plant = Plant.NONE;
            for (int i = 0; i < args.size(); i += 2) {
                String value = i + 1 < args.size() ? args.get(i + 1) : "";
                switch (args.get(i)) {
                    case "--rounds" -> rounds = Integer.parseInt(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--plant" -> plant = Plant.valueOf(value);
                    default -> throw new IllegalArgumentException("no option " + args.get(i));
                }
            }
            return new Options(rounds, seed, plant);
        }
    }

    /// Runs the rounds and prints the result.
    ///
    /// @return the exit code: 0, 1 if anything was found, 2 for wrong arguments
    public static int run(List<String> args, PrintStream out)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException wrong) {
            out.println(
                    "usage: proof crash [--rounds N] [--seed S] [--plant ANSWER_EARLY | COMMIT_LATE]: "
                            + wrong.getMessage());
            return CALLED_WRONGLY;
        }
        return run(options, out);
    }

    private static int run(Options options, PrintStream out)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        long seed = options.seed();
        Plant plant = options.plant();
        out.printf(
                "seed %d, %d rounds%s%n",
                seed, options.rounds(), plant == Plant.NONE ? "" : ", planted: " + plant);
        Random random = new Random(seed);
        Deque<Death> deaths = new ArrayDeque<>();
        int left = options.rounds();
        while (left > 0) {
            int some = Math.min(left, ROUNDS_OF_WORLD);
            CrashWorld world = CrashWorld.open(LEASE, PAUSE, plant, random, out);
            try (world) {
                for (int i = 0; i < some && world.findings().isEmpty(); i++) {
                    world.round(next(deaths, random));
                }
            }
            if (!world.findings().isEmpty()) {
                out.println("FAILED, seed " + seed);
                return 1;
            }
            left -= some;
        }
        out.printf(
                "%d rounds: nothing acknowledged was lost, nothing was booked twice%n",
                options.rounds());
        return 0;
    }

    /// Every kind of death once, in random order, and then again.
    private static Death next(Deque<Death> deaths, Random random) {
        if (deaths.isEmpty()) {
            List<Death> all = new ArrayList<>(List.of(Death.values()));
            Collections.shuffle(all, random);
            deaths.addAll(all);
        }
        return deaths.removeFirst();
    }
}
