package scrip.proof.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scrip.proof.outage.Installation;

/// The client of products in TypeScript: its own tests pass, and it plays its story against the
/// real server.
class TypeScriptClientTest {

    @BeforeAll
    static void build() throws Exception {
        TypeScriptTools.build();
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        test(Path.of("dist-test"), Map.of());
    }

    @Test
    void itPlaysItsStoryAgainstTheServer() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Installation installation = new Installation(now)) {
            test(
                    Path.of("dist-test", "story"),
                    Map.of(
                            "SCRIP_URL",
                            installation.root().toString(),
                            "SCRIP_TOKEN",
                            installation.token()));
        }
    }

    private static void test(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(TypeScriptTools.NODE.toRealPath().toString(), "--test"));
        try (Stream<Path> files = Files.list(TypeScriptTools.CLIENT.resolve(folder))) {
            files.map(f -> folder.resolve(f.getFileName()).toString())
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .forEach(command::add);
        }
        TypeScriptTools.run(command, environment);
    }
}
