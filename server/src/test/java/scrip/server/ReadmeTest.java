package scrip.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The walkthrough of the README works as printed.
class ReadmeTest {

    @TempDir Path folder;

    @Test
    void theWalkthroughWorksAsPrinted() throws Exception {
        Walkthrough readme = Walkthrough.of(Path.of("..", "README.md"));
        assertTrue(readme.printed().size() > 15, "the story is not where it was");
        readme.run(folder, Map.of("API", TestServer.root() + "/v1", "TOKEN", TestServer.TOKEN));
    }
}
