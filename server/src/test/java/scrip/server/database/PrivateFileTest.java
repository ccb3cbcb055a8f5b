package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    private static final Path SOURCES = Path.of("../server/src/main/java/scrip/server");

    @TempDir Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void itIsItsOwnersAloneAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("secret");
        PrivateFile.create(file, "one\n");
        assertEquals("rw-------", permissions(file));
        assertEquals("one\n", PrivateFile.read(file));
        assertThrows(FileAlreadyExistsException.class, () -> PrivateFile.create(file, "two"));
        assertEquals("one\n", PrivateFile.read(file));
        PrivateFile.replace(file, "three");
        assertEquals("three", PrivateFile.read(file));
        assertEquals("rw-------", permissions(file));
        assertEquals("three", PrivateFile.createOrRead(file, "four"));
        try (var channel = PrivateFile.open(folder.resolve("large"))) {
            assertEquals(0, channel.size());
        }
        assertEquals("rw-------", permissions(folder.resolve("large")));
        assertEquals(List.of("large", "secret"), names());
    }

    @Test
    void aFileThatOthersCouldReadIsReplacedByOneThatTheyCannot() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PrivateFile.replace(file, "new");
        assertEquals("rw-------", permissions(file));
    }

    @Test
    void aFolderIsMadeOnlyForWhatAStartKeeps() throws IOException {
        Path below = folder.resolve("none/secret");
        assertThrows(NoSuchFileException.class, () -> PrivateFile.create(below, "x"));
        assertThrows(NoSuchFileException.class, () -> PrivateFile.replace(below, "x"));
        assertFalse(Files.exists(below.getParent()));
        assertEquals("x", PrivateFile.createOrRead(below, "x"));
    }

    @Test
    void allWhoMakeItAtOnceGetTheSame() throws Exception {
        int makers = 8;
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve("secret-" + round);
            CyclicBarrier together = new CyclicBarrier(makers);
            Set<String> got = new TreeSet<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(makers)) {
                List<Future<String>> all =
                        threads.invokeAll(
                                Stream.iterate(0, maker -> maker + 1)
                                        .limit(makers)
                                        .<Callable<String>>map(maker ->
                                                () -> {
                                                    together.await();
                                                    return PrivateFile.createOrRead(
                                                            file, "of " + maker);
                                                })
                                        .toList());
                for (Future<String> one : all) {
                    got.add(one.get());
                }
            }
            assertEquals(Set.of(Files.readString(file)), got);
        }
        assertEquals(20, names().size());
    }

    @Test
    void whatAKilledFirstStartLeavesKeepsNobodyFromTheNext() throws IOException {
        Files.createFile(folder.resolve("license-key.0123456789ab" + PrivateFile.PARTIAL));
        Files.createFile(folder.resolve("license-key"));
        assertDoesNotThrow(() -> DataFolder.checkVacant(folder));
        Files.createFile(folder.resolve("letters.0123456789ab" + PrivateFile.PARTIAL));
        assertThrows(DatabaseFault.class, () -> DataFolder.checkVacant(folder));
    }

    @Test
    void theDataFolderIsTheOneThatIsNamed() {
        assertEquals(Path.of("data"), DatabaseLocation.dataFolder(Map.of()));
        assertEquals(Path.of("data"), DatabaseLocation.dataFolder(Map.of("SCRIP_DATA", " ")));
        assertEquals(Path.of("/x"), DatabaseLocation.dataFolder(Map.of("SCRIP_DATA", "/x")));
    }

    @Test
    void noOtherClassMakesSuchAFileOrLooksForTheDataFolderItself() throws IOException {
        assertEquals(Set.of("PrivateFile.java"), sourcesWith("\"rw-------\""));
        assertEquals(Set.of("DatabaseLocation.java"), sourcesWith("get(\"SCRIP_DATA\")"));
        assertEquals(Set.of(), sourcesWith("getOrDefault(\"SCRIP_DATA\""));
    }

    private static Set<String> sourcesWith(String text) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".java") && Files.readString(file).contains(text)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }
}
