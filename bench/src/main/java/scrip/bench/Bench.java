package scrip.bench;

import java.util.List;
import scrip.bench.crash.CrashBench;
import scrip.bench.mutants.FaultsBench;
import scrip.bench.mutants.MutantsBench;
import scrip.bench.rules.RulesPage;
import scrip.bench.simulate.SimulateBench;
import scrip.bench.uses.AccountBench;
import scrip.bench.uses.UsesBench;

/// The entry of `./scrip bench`; each measurement is one subcommand.
public final class Bench {

    private static final int CALLED_WRONGLY = 2;

    private Bench() {}

    /// Runs the measurement named by the first argument.
    public static void main(String[] args) throws Exception {
        List<String> all = List.of(args);
        String what = all.isEmpty() ? "" : all.getFirst();
        List<String> rest = all.isEmpty() ? all : all.subList(1, all.size());
        int code =
                switch (what) {
                    case "faults" -> FaultsBench.run(rest, System.out);
                    case "mutants" -> MutantsBench.run(rest, System.out);
                    case "simulate" -> SimulateBench.run(rest, System.out);
                    case "uses" -> UsesBench.run(rest, System.out);
                    case "account" -> AccountBench.run(rest, System.out);
                    case "crash" -> CrashBench.run(rest, System.out);
                    case "rules" -> RulesPage.run(rest, System.out);
                    default -> {
                        System.err.println(
                                ("scrip: there is no 'bench %s': choose uses, account, crash,"
                                                + " simulate, rules, mutants or faults")
                                        .formatted(what));
                        yield CALLED_WRONGLY;
                    }
                };
        System.exit(code);
    }
}
