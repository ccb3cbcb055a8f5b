package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The commands of a page, and what it says they print: blocks of `sh` are one script, and each
/// line of a block of `text` is a part of what it prints, in their order.
public record Walkthrough(List<String> commands, List<String> printed) {

    private static final int SECONDS_MAX = 120;

    public static Walkthrough of(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        String block = "";
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                block = block.isEmpty() ? line : "";
            } else if (block.equals("```sh")) {
                commands.add(line);
            } else if (block.equals("```text")) {
                printed.add(line);
            }
        }
        return new Walkthrough(commands, printed);
    }

    /// Runs the commands with bash in an empty folder, and compares. `environment` is added to that
    /// of this process.
    public void run(Path folder, Map<String, String> environment) throws Exception {
        List<String> script = new ArrayList<>(List.of("set -eu"));
        script.addAll(commands);
        Path file = Files.write(folder.resolve("walkthrough.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString());
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path out = folder.resolve("walkthrough.out");
        Process running = builder.redirectOutput(out.toFile()).start();
        assertTrue(running.waitFor(SECONDS_MAX, TimeUnit.SECONDS), "it does not end");
        String answers = Files.readString(out);
        assertEquals(0, running.exitValue(), answers);
        int from = 0;
        for (String part : printed) {
            int at = answers.indexOf(part, from);
            assertTrue(at >= 0, part + " is not in what comes next: " + answers.substring(from));
            from = at + part.length();
        }
    }
}
