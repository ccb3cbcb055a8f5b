package scrip.server;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.role.TenantTest;

/// The guides whose commands need nothing but a server and `curl` work as printed.
class GuidesTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"migrate-from-a-spreadsheet", "try-in-a-sandbox"})
    void aGuideWorksAsPrinted(String guide) throws Exception {
        Walkthrough page = Walkthrough.of(Path.of("..", "docs", "guides", guide + ".md"));
        assertFalse(page.printed().isEmpty(), "nothing of what it prints is on the page");
        page.run(
                folder,
                Map.of(
                        "SCRIP",
                        TestServer.root(),
                        "API",
                        TestServer.root() + "/v1",
                        "TOKEN",
                        TestServer.TOKEN,
                        "EXPIRY",
                        TenantTest.nextYear()));
    }
}
