package scrip.proof.outage;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// `./scrip proof outage [--uses N]`: an outage of the server under load.
public final class OutageBench {

    private static final int USES = 100_000;
    private static final int USES_MIN = 1_000;
    private static final int CALLED_WRONGLY = 2;

    private OutageBench() {}

    /// Plays it and prints what was found.
    ///
    /// @return the exit code: 0, 1 if anything was found, 2 for wrong arguments
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException {
        int uses = USES;
        if (!args.isEmpty()) {
            try {
                uses =
                        args.size() == 2 && args.get(0).equals("--uses")
                                ? Integer.parseInt(args.get(1))
                                : 0;
            } catch (NumberFormatException wrong) {
                uses = 0;
            }
        }
        if (uses < USES_MIN) {
            out.println("usage: proof outage [--uses N], N being at least " + USES_MIN);
            return CALLED_WRONGLY;
        }
        List<String> findings = Outage.play(uses, out);
        findings.forEach(finding -> out.println("FOUND: " + finding));
        return findings.isEmpty() ? 0 : 1;
    }
}
