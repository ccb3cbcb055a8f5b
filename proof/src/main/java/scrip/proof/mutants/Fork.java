package scrip.proof.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs a program of ours on mutated classes in its own process, so that everything it starts, such
/// as a database, ends with it.
final class Fork {

    private static final int MINUTES_MAX = 15;

    private Fork() {}

    /// Runs a program and returns the first line of its output that begins with a mark. A timeout
    /// or a bad exit without such a line is also a failure; empty if it ended well.
    ///
    /// @param in the working directory
    static Optional<String> failure(
            Workshop workshop, Path in, String mark, Class<?> main, List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx1g",
                                // It runs for seconds, too short for the second compiler to pay
                                // off.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                workshop.classPath(),
                                main.getName()));
        command.addAll(arguments);
        try {
            Path said = Files.createTempFile("scrip-fault", ".log");
            try {
                Process process =
                        new ProcessBuilder(command)
                                .directory(in.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(said.toFile())
                                .start();
                if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                    process.destroy();
                    return Optional.of("did not end within " + MINUTES_MAX + " minutes");
                }
                Optional<String> first = first(said, mark);
                return process.exitValue() == 0
                        ? Optional.empty()
                        : Optional.of(
                                first.orElse(
                                        "ended with "
                                                + process.exitValue()
                                                + ": "
                                                + Javac.read(said).lines().limit(5).toList()));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> first(Path said, String mark) throws IOException {
        try (Stream<String> lines = Files.lines(said)) {
            return lines.filter(l -> l.startsWith(mark))
                    .map(l -> l.substring(mark.length()).strip())
                    .findFirst();
        }
    }
}
