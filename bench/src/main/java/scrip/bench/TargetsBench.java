package scrip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scrip.bench.result.Targets;

/// `./scrip bench [--quick]`: every measurement that has targets, one after the other, each in a
/// JVM of its own; then all targets beside what was reached.
final class TargetsBench {

    static final String QUICK = "--quick";

    private TargetsBench() {}

    /// A measurement with its options.
    ///
    /// @param quick the options of its short form
    private record Part(String name, String quick) {

        List<String> arguments(boolean isQuick) {
            List<String> arguments = new ArrayList<>(List.of(name));
            if (isQuick) {
                arguments.addAll(Arrays.asList(quick.split(" ")));
            }
            return arguments;
        }
    }

    private static final List<Part> PARTS =
            List.of(
                    new Part("uses", "--seconds 5"),
                    new Part("http", "--seconds 3 --warm-up 5"),
                    new Part("access", "--seconds 1 --warm-up 3"),
                    new Part("growth", "--uses 300000 --seconds 3"),
                    new Part("restart", "--accounts 20000 --in-use 2000 --uses 100"),
                    new Part("start", "--rounds 1"));

    /// Runs all of them and prints the targets.
    ///
    /// @return 0, or 1 if one of them failed
    static int run(boolean isQuick, PrintStream out) throws IOException, InterruptedException {
        List<String> targets = new ArrayList<>();
        int code = 0;
        for (Part part : PARTS) {
            List<String> arguments = part.arguments(isQuick);
            out.printf("%n== ./scrip bench %s%n", String.join(" ", arguments));
            if (one(arguments, out, targets) != 0) {
                targets.add("%s failed: see above".formatted(part.name()));
                code = 1;
            }
        }
        out.printf("%n== All targets%n%n%s%n", Targets.HEADING);
        targets.forEach(out::println);
        return code;
    }

    private static int one(List<String> arguments, PrintStream out, List<String> targets)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Bench.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader()) {
            boolean areTargets = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                if (areTargets && !line.isBlank() && Targets.isTarget(line)) {
                    targets.add(line);
                }
                areTargets |= line.equals(Targets.HEADING);
            }
        }
        return process.waitFor();
    }
}
