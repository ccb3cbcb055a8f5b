package scrip.bench.start;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A way to start the program.
enum Way {
    /// As anybody starts it.
    CACHED("./scrip start"),

    /// The same without the start cache.
    UNCACHED("without the start cache"),

    /// One jar with all others in it and Java as it comes: how it was started before.
    ONE_JAR("one jar, plain Java");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /// A process that is yet to be started, in the folder of the launcher.
    ProcessBuilder process() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().keySet().removeIf(name -> name.startsWith("SCRIP_"));
        builder.environment()
                .putAll(this == UNCACHED ? Map.of("SCRIP_START_CACHE", "off") : Map.of());
        return builder;
    }

    private List<String> command() throws IOException {
        return switch (this) {
            case CACHED, UNCACHED -> List.of("./scrip", "start");
            case ONE_JAR -> {
                Path java = Path.of(System.getProperty("java.home"), "bin", "java");
                yield List.of(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar().toString(),
                        "start");
            }
        };
    }

    private static Path jar() throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of("server/target"), "scrip-server-*-exec.jar")) {
            return jars.iterator().next();
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
