package scrip.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// The client in TypeScript, and what builds and runs it: the tools that the console has installed.
final class TypeScriptTools {

    static final Path CLIENT = Path.of("..", "client-ts");
    private static final Path TOOLS = Path.of("..", "console", "node_modules");
    static final Path PROGRAMS = TOOLS.resolve("node").resolve("bin");
    static final Path NODE = PROGRAMS.resolve("node");

    private static boolean built;

    private TypeScriptTools() {}

    /// Builds the client and its tests, once; without the tools the test is skipped, which says
    /// why.
    static synchronized void build() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(NODE) && Files.exists(TOOLS.resolve("typescript")),
                "skipped: " + TOOLS + " has no Node.js or no TypeScript: build the console first");
        if (built) {
            return;
        }
        Path lock = Files.createDirectories(CLIENT.resolve("target")).resolve("build.lock");
        // Tests run in two processes side by side.
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertTrue(held.isValid());
            run(List.of("sh", "build.sh", "test"), Map.of());
        }
        built = true;
    }

    /// Runs a command in the folder of the client, and shows what it printed if it fails.
    static void run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(CLIENT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
