package scrip.proof;

import java.util.List;
import scrip.proof.crash.CrashBench;
import scrip.proof.fuzz.FuzzBench;
import scrip.proof.mutants.FaultsBench;
import scrip.proof.mutants.MutantsBench;
import scrip.proof.rules.RulesPage;
import scrip.proof.simulate.SimulateBench;

/// The entry point of `./scrip proof`; each kind of proof is a subcommand.
public final class Proof {

    private static final int CALLED_WRONGLY = 2;

    private Proof() {}

    /// Runs the proof named by the first argument.
    public static void main(String[] args) throws Exception {
        int code;
        try {
            code = run(List.of(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println("scrip: " + wrong.getMessage());
            code = CALLED_WRONGLY;
        }
        System.exit(code);
    }

    private static int run(List<String> all) throws Exception {
        String what = all.isEmpty() ? "" : all.getFirst();
        List<String> rest = all.isEmpty() ? all : all.subList(1, all.size());
        return switch (what) {
            case "faults" -> FaultsBench.run(rest, System.out);
            case "mutants" -> MutantsBench.run(rest, System.out);
            case "simulate" -> SimulateBench.run(rest, System.out);
            case "fuzz" -> FuzzBench.run(rest, System.out);
            case "crash" -> CrashBench.run(rest, System.out);
            case "rules" -> RulesPage.run(rest, System.out);
            default -> {
                System.err.println(
                        ("scrip: there is no 'proof %s': choose simulate, fuzz, crash,"
                                        + " mutants, faults or rules")
                                .formatted(what));
                yield CALLED_WRONGLY;
            }
        };
    }
}
