package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full: a file system of 256 kB, which only root can make.
class FullDiskTest {

    @TempDir Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
        } catch (IOException noProgram) {
            mounted = false;
        }
        assumeTrue(mounted, "no file system can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (Files.exists(disk.resolve("spool"))) {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void aReportFailsVisiblyAndWhatWasAcceptedIsDeliveredWhenThereIsRoom() throws Exception {
        ClientOptions options =
                ClientOptions.of(URI.create("http://127.0.0.1:1"), "key").withFolder(disk);
        List<String> accepted = new ArrayList<>();
        try (ScripClient client = ScripClient.open(options)) {
            SpoolException full =
                    assertThrows(
                            SpoolException.class,
                            () -> {
                                while (true) {
                                    accepted.add(client.report(use(accepted.size())));
                                }
                            });
            assertEquals("use-" + accepted.size(), full.key());
            // And once more: nothing was left half.
            assertThrows(SpoolException.class, () -> client.report(use(accepted.size())));
            assertEquals(accepted.size(), client.reported().queued());
            assertTrue(accepted.size() > 500, () -> accepted.size() + " reports");
        }
        try (Spool spool =
                new Spool(disk, 1_000_000, ClientMetrics.NONE, file -> file.getFD().sync())) {
            List<SpoolReader.Spooled> some = spool.next(200, 1_000_000);
            assertEquals(200, some.size());
            spool.done(some, some.size());
            List<String> keys = new ArrayList<>();
            some.forEach(s -> keys.add(key(s.body())));
            for (some = spool.next(500, 1_000_000); !some.isEmpty(); ) {
                some.forEach(s -> keys.add(key(s.body())));
                spool.done(some, some.size());
                some = spool.next(500, 1_000_000);
            }
            assertEquals(accepted, keys);
            // There is no room until a whole file was delivered; then there is.
            Files.delete(new Segments(disk.resolve("spool")).file(1));
            spool.add("{}", Instant.EPOCH);
            assertEquals(1, spool.next(10, 1_000_000).size());
        }
    }

    private static Use use(int number) {
        return Use.of("hospital", "aimis/mimi-ai-report", 1).key("use-" + number);
    }

    private static String key(String body) {
        try {
            return Json.object(body).text("key", "");
        } catch (Json.Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }
}
