package scrip.proof;

import java.util.List;
import scrip.proof.crash.CrashBench;
import scrip.proof.fuzz.FuzzBench;
import scrip.proof.mutants.FaultsBench;
import scrip.proof.mutants.MutantsBench;
import scrip.proof.outage.OutageBench;
import scrip.proof.rules.RulesPage;
import scrip.proof.simulate.SimulateBench;

/// The entry point of `./scrip proof`; each kind of proof is a subcommand.
public final class Proof {

    private static final int CALLED_WRONGLY = 2;

    private static final String HELP = "--help";

    private static final String USAGE =
            """
            usage: ./scrip proof simulate|fuzz|crash|outage|mutants|faults|rules [arguments]
              simulate  play random worlds against a slow, obvious model
              fuzz      feed every parser that meets strangers with what a fuzzer makes
              crash     kill the server in the middle, again and again
              outage    take the server away while a product reports, and kill the product
              mutants   change the rules one by one, and see that a test notices
              faults    plant faults in the program, and see that a test notices
              rules     print which scenario proves which rule
            """;

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
        boolean helps = all.contains(HELP) || all.contains("-h");
        String what = helps ? HELP : all.isEmpty() ? "" : all.getFirst();
        List<String> rest = all.isEmpty() ? all : all.subList(1, all.size());
        return switch (what) {
            case HELP -> {
                System.out.print(USAGE);
                yield 0;
            }
            case "faults" -> FaultsBench.run(rest, System.out);
            case "mutants" -> MutantsBench.run(rest, System.out);
            case "simulate" -> SimulateBench.run(rest, System.out);
            case "fuzz" -> FuzzBench.run(rest, System.out);
            case "crash" -> CrashBench.run(rest, System.out);
            case "outage" -> OutageBench.run(rest, System.out);
            case "rules" -> RulesPage.run(rest, System.out);
            default -> {
                System.err.print(USAGE);
                System.err.println(
                        ("scrip: there is no 'proof %s': choose simulate, fuzz, crash, outage,"
                                        + " mutants, faults or rules")
                                .formatted(what));
                yield CALLED_WRONGLY;
            }
        };
    }
}
