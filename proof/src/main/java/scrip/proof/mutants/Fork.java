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

/// Runs a program of ours in a process of its own on spoiled classes: what it starts, a database
/// among others, ends with it.
final class Fork {

    private static final int MINUTES_MAX = 15;

    private Fork() {}

    /// What a program said first that begins with a mark; that it did not end, or ended badly
    /// without that, is told too. Nothing if it ended well.
    ///
    /// @param in the folder in which it runs
    static Optional<String> failure(
            Workshop workshop, Path in, String mark, Class<?> main, List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx1g",
                                // It lives for seconds: no time for the second compiler to pay.
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
