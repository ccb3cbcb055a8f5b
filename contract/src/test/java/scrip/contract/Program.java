package scrip.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// A program of this machine that a test needs.
record Program(String name, Path file) {

    private static final int MINUTES_MAX = 5;

    /// @throws TestAbortedException if the machine has none of that name: the test is skipped, and
    ///   the report says why
    static Program of(String name) {
        Optional<Path> found =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        return new Program(
                name,
                found.orElseThrow(() -> new TestAbortedException("skipped: no " + name + " here")));
    }

    /// @throws TestAbortedException if Python lacks one of these libraries
    static void ofLibraries(Program python, String... names)
            throws IOException, InterruptedException {
        for (String name : names) {
            try {
                python.run(Path.of("").toAbsolutePath(), Map.of(), "-c", "import " + name);
            } catch (AssertionError _) {
                throw new TestAbortedException("skipped: Python has no library " + name + " here");
            }
        }
    }

    /// Runs it, and shows what it printed if it fails.
    String run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile(Path.of("target"), name, ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " took more than " + MINUTES_MAX + " minutes");
        }
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new AssertionError(
                    name + " ended with " + process.exitValue() + ":\n" + text.strip());
        }
        return text;
    }
}
