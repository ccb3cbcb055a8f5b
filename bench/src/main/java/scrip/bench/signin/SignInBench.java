package scrip.bench.signin;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import scrip.bench.measure.Machine;
import scrip.bench.measure.Options;
import scrip.bench.result.Recorded;

/// `./scrip bench sign-ins`: people who sign in at the same moment over HTTP, from as many
/// addresses, from one, and beside a flood of wrong passwords from another; then how many sign-ins
/// a second, and how many changes, which all take turns.
public final class SignInBench {

    private static final int PEOPLE = 60;
    private static final int PEOPLE_MAX = 200;
    private static final int FLOOD = 50;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 10;
    private static final int CALLERS = 30;
    private static final double WITHIN_SECONDS = 15;

    private static final int FIRST_ADDRESS = 2;

    private final PrintStream out;
    private final People people;
    private final Plan plan;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private record Plan(int people, int flood, int rounds, int seconds) {

        static Plan of(Options options) throws Options.WrongOption {
            return new Plan(
                    Math.min(PEOPLE_MAX, options.number("people", 1, PEOPLE)),
                    options.number("flood", 1, FLOOD),
                    options.number("rounds", 1, ROUNDS),
                    options.number("seconds", 1, SECONDS));
        }

        @Override
        public String toString() {
            return "--people %d --flood %d --rounds %d --seconds %d"
                    .formatted(people, flood, rounds, seconds);
        }
    }

    private static int ofTheirOwn(int person) {
        return FIRST_ADDRESS + person;
    }

    /// One way to come at once.
    private interface Coming {
        Crowd run() throws IOException, InterruptedException, ExecutionException;
    }

    private SignInBench(PrintStream out, People people, Plan plan) {
        this.out = out;
        this.people = people;
        this.plan = plan;
    }

    /// Measures and prints.
    ///
    /// @return 0, or 1 if somebody was not answered in time
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException, ExecutionException, Options.WrongOption {
        Options options =
                Options.of(args, "people", "flood", "rounds", "seconds", "json", "record");
        Plan plan = Plan.of(options);
        try (People people = new People(plan.people)) {
            Machine machine = Machine.of(people.folder());
            out.println(machine);
            SignInBench bench = new SignInBench(out, people, plan);
            boolean all = bench.crowds();
            bench.rates();
            Recorded run =
                    Recorded.of("sign-ins", plan.toString(), machine, List.of(), bench.figures);
            Optional<Path> json = options.file("json");
            if (json.isPresent()) {
                run.writeTo(json.get());
            }
            Optional<String> record = options.text("record");
            if (record.isPresent()) {
                run.writeAs(record.get());
            }
            return all ? 0 : 1;
        }
    }

    private boolean crowds() throws IOException, InterruptedException, ExecutionException {
        out.printf("%n%d people sign in at the same moment:%n", plan.people);
        boolean all = true;
        for (int round = 1; round <= plan.rounds; round++) {
            all &=
                    crowd(
                            round,
                            "as many addresses",
                            () -> Crowd.run(people, plan.people, SignInBench::ofTheirOwn));
            all &=
                    crowd(
                            round,
                            "one address",
                            () -> Crowd.run(people, plan.people, _ -> FIRST_ADDRESS));
            all &=
                    crowd(
                            round,
                            "beside a flood",
                            () ->
                                    Crowd.besideFlood(
                                            people,
                                            plan.people,
                                            plan.flood,
                                            SignInBench::ofTheirOwn));
        }
        out.printf(
                "All answered within %.0f s: %s. The flood is %d connections of another address that"
                        + " send wrong passwords.%n",
                WITHIN_SECONDS, all ? "yes" : "NO", plan.flood);
        return all;
    }

    private boolean crowd(int round, String name, Coming coming)
            throws IOException, InterruptedException, ExecutionException {
        Crowd crowd = coming.run();
        out.printf(
                "%d  %-18s %s   load %.1f%n",
                round,
                name,
                crowd,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        String figure = name + ", round " + round + ": ";
        figures.put(figure + "answered", (double) crowd.answered());
        figures.put(figure + "s, p50", crowd.quantile(0.5));
        figures.put(figure + "s, p99", crowd.quantile(0.99));
        figures.put(figure + "s, max", crowd.quantile(1));
        return crowd.within(WITHIN_SECONDS) == plan.people;
    }

    private void rates() throws IOException, InterruptedException, ExecutionException {
        int callers = Math.min(CALLERS, plan.people);
        Duration measured = Duration.ofSeconds(plan.seconds);
        double signIns = Changes.signedInPerSecond(people, callers, measured);
        double changes = Changes.renamedPerSecond(people, callers, measured);
        figures.put("sign-ins a second", signIns);
        figures.put("changes a second", changes);
        out.printf(
                "%n%d people at once, for %d s: %.1f sign-ins a second, each with the check of a"
                        + " password; %.1f changes a second, which take turns at the heads of the"
                        + " audit log and the installation log (%.1f ms each).%n",
                callers, plan.seconds, signIns, changes, 1_000 / changes);
    }
}
