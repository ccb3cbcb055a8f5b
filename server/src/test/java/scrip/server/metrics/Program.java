package scrip.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program that may be installed on this machine.
public record Program(Path file) {

    /// Null if it is not there.
    public static @Nullable Program find(String name) {
        for (String folder :
                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return new Program(file);
            }
        }
        return null;
    }

    Process start(Path output, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(file.toString()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /// Runs it to its end, which must be a good one.
    public void run(String... arguments) throws Exception {
        Path output = Files.createTempFile("program", ".txt");
        try {
            int code = start(output, arguments).waitFor();
            assertEquals(0, code, Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
