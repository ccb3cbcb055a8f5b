package scrip.bench;

import java.util.List;
import scrip.bench.access.AccessBench;
import scrip.bench.client.ClientBench;
import scrip.bench.http.HttpBench;
import scrip.bench.measure.Options;
import scrip.bench.result.Comparison;
import scrip.bench.signin.SignInBench;
import scrip.bench.start.StartBench;
import scrip.bench.uses.AccountBench;
import scrip.bench.uses.GrowthBench;
import scrip.bench.uses.LargeBench;
import scrip.bench.uses.MembersBench;
import scrip.bench.uses.RestartBench;
import scrip.bench.uses.UsesBench;

/// The entry point of `./scrip bench`; each measurement is a subcommand, and without one all that
/// have targets are made.
public final class Bench {

    private static final int CALLED_WRONGLY = 2;

    private static final String HELP = "--help";

    private Bench() {}

    /// Runs the measurement named by the first argument.
    public static void main(String[] args) throws Exception {
        List<String> all = List.of(args);
        boolean helps = all.contains(HELP) || all.contains("-h");
        String first = all.isEmpty() ? "" : all.getFirst();
        String what = helps ? HELP : first;
        List<String> rest = all.isEmpty() ? all : all.subList(1, all.size());
        int code;
        try {
            code =
                    switch (what) {
                        case HELP -> {
                            System.out.print(Usage.of(first));
                            yield 0;
                        }
                        case "", TargetsBench.QUICK ->
                                TargetsBench.run(what.equals(TargetsBench.QUICK), System.out);
                        case "uses" -> UsesBench.run(rest, System.out);
                        case "access" -> AccessBench.run(rest, System.out);
                        case "client" -> ClientBench.run(rest, System.out);
                        case "http" -> HttpBench.run(rest, System.out);
                        case "account" -> AccountBench.run(rest, System.out);
                        case "large" -> LargeBench.run(rest, System.out);
                        case "members" -> MembersBench.run(rest, System.out);
                        case "growth" -> GrowthBench.run(rest, System.out);
                        case "restart" -> RestartBench.run(rest, System.out);
                        case "start" -> StartBench.run(rest, System.out);
                        case "sign-ins" -> SignInBench.run(rest, System.out);
                        case "compare" -> Comparison.run(rest, System.out, System.err);
                        default -> {
                            System.err.println(
                                    "scrip: there is no 'bench %s': choose %s or compare; --help tells more"
                                            .formatted(what, Usage.names()));
                            yield CALLED_WRONGLY;
                        }
                    };
        } catch (Options.WrongOption wrong) {
            System.err.println("scrip: " + wrong.getMessage());
            code = CALLED_WRONGLY;
        }
        System.exit(code);
    }
}
