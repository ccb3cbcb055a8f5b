package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `train` as the launcher calls it, in its own process.
@Timeout(120)
class TrainingTest {

    @TempDir Path folder;

    @Test
    void itEndsByItselfLeavesTheProgramsAndTouchesNoDataFolder() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path here = Files.createDirectory(folder.resolve("here"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx300m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "scrip.server.Main",
                        "train",
                        folder.resolve("programs").toString());
        builder.environment().put("SCRIP_DATA", data.toString());
        Path log = folder.resolve("log");
        Process process =
                builder.directory(here.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(log));
        assertTrue(Files.readString(log).contains("ready after"), Files.readString(log));
        assertEquals(List.of(), listed(data));
        assertEquals(List.of(), listed(here));
        assertEquals(1, listed(folder.resolve("programs")).size());
        assertTrue(
                listed(temporary).stream().noneMatch(name -> name.startsWith("scrip-training")),
                listed(temporary).toString());
    }

    private static List<String> listed(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
