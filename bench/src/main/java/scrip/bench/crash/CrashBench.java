package scrip.bench.crash;

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

/// `./scrip bench crash [--rounds N] [--seed S] [--plant P]`: rounds of load and death, the deaths
/// in turns and in random order.
public final class CrashBench {

    private static final int ROUNDS = 20;

    /// Rounds on one data folder, after which everything asked again takes longer than the load.
    private static final int ROUNDS_OF_WORLD = 18;

    /// As in the program.
    private static final Duration LEASE = Duration.ofSeconds(3);

    private CrashBench() {}

    /// Runs and prints.
    ///
    /// @return the exit code: 0, or 1 if anything was found
    public static int run(List<String> args, PrintStream out)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        int rounds = ROUNDS;
        long seed = System.nanoTime();
        Plant plant = Plant.NONE;
        for (int i = 0; i + 1 < args.size(); i += 2) {
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--plant" -> plant = Plant.valueOf(value);
                default -> throw new IllegalArgumentException("unknown option " + args.get(i));
            }
        }
        out.printf("seed %d, %d rounds%s%n", seed, rounds, plant == Plant.NONE ? "" : ", " + plant);
        Random random = new Random(seed);
        Deque<Death> deaths = new ArrayDeque<>();
        int left = rounds;
        while (left > 0) {
            int some = Math.min(left, ROUNDS_OF_WORLD);
            World world = World.open(LEASE, plant, random, out);
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
        out.printf("%d rounds: nothing acknowledged was lost, nothing was booked twice%n", rounds);
        return 0;
    }

    /// Every death once, in random order, and then again.
    private static Death next(Deque<Death> deaths, Random random) {
        if (deaths.isEmpty()) {
            List<Death> all = new ArrayList<>(List.of(Death.values()));
            Collections.shuffle(all, random);
            deaths.addAll(all);
        }
        return deaths.removeFirst();
    }
}
