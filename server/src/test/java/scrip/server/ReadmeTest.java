package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The walkthrough of the README works as printed.
class ReadmeTest {

    private static final String EXPECTED = "#> ";

    @TempDir Path folder;

    @Test
    void theWalkthroughWorksAsPrinted() throws Exception {
        List<String> script = new ArrayList<>(List.of("set -eu"));
        List<String> expected = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```sh");
            } else if (inside && line.startsWith(EXPECTED)) {
                expected.add(line.substring(EXPECTED.length()));
            } else if (inside) {
                script.add(line);
            }
        }
        assertTrue(expected.size() > 15, "the story is not where it was");

        Path file = Files.write(folder.resolve("story.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString());
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("API", TestServer.root() + "/v1");
        builder.environment().put("TOKEN", TestServer.TOKEN);
        Path out = folder.resolve("out");
        Process story = builder.redirectOutput(out.toFile()).start();
        assertTrue(story.waitFor(120, TimeUnit.SECONDS));
        String answers = Files.readString(out);
        assertEquals(0, story.exitValue(), answers);

        int from = 0;
        for (String part : expected) {
            int at = answers.indexOf(part, from);
            assertTrue(at >= 0, part + " is not in what comes next: " + answers.substring(from));
            from = at + part.length();
        }
    }
}
