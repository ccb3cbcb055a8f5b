package scrip.proof.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.client.ScripClient;
import scrip.proof.outage.Installation;

/// The guide "Meter an exam in five minutes" works as printed: its blocks of `sh` are one script,
/// and each line of its blocks of `text` is a part of what that prints, in their order.
class MeterAnExamTest {

    private static final Path GUIDE = Path.of("..", "docs", "guides", "meter-an-exam.md");
    private static final int SECONDS_MAX = 120;

    private final List<String> script = new ArrayList<>(List.of("set -eu"));
    private final List<String> printed = new ArrayList<>();

    @TempDir Path folder;

    @BeforeAll
    static void build() throws Exception {
        TypeScriptTools.build();
    }

    @Test
    void theGuideWorksAsPrinted() throws Exception {
        read();
        assertEquals(11, printed.size(), printed.toString());
        Files.write(folder.resolve("guide.sh"), script);
        try (Installation installation =
                new Installation(Instant.now().truncatedTo(ChronoUnit.SECONDS))) {
            String said = run(installation);
            int from = 0;
            for (String part : printed) {
                int at = said.indexOf(part, from);
                assertTrue(at >= 0, part + " is not in what comes next: " + said.substring(from));
                from = at + part.length();
            }
        }
    }

    private void read() throws Exception {
        String block = "";
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("```")) {
                block = block.isEmpty() ? line : "";
            } else if (block.equals("```sh")) {
                script.add(line);
            } else if (block.equals("```text")) {
                printed.add(line);
            }
        }
    }

    private String run(Installation installation) throws Exception {
        String path =
                Path.of(System.getProperty("java.home"), "bin")
                        + File.pathSeparator
                        + TypeScriptTools.PROGRAMS.toRealPath()
                        + File.pathSeparator
                        + System.getenv("PATH");
        Path client =
                Path.of(
                        ScripClient.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path out = folder.resolve("guide.out");
        ProcessBuilder builder =
                new ProcessBuilder("bash", "guide.sh")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "API", installation.root() + "/v1",
                                "TOKEN", installation.token(),
                                "CLIENT", client.toString(),
                                "CLIENT_TS", TypeScriptTools.CLIENT.toRealPath().toString(),
                                "PATH", path));
        Process guide = builder.start();
        assertTrue(guide.waitFor(SECONDS_MAX, TimeUnit.SECONDS), "it does not end");
        String said = Files.readString(out);
        assertEquals(0, guide.exitValue(), said);
        return said;
    }
}
