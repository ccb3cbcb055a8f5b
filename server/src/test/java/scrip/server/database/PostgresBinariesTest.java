package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir Path folder;

    @Test
    void programsThatAreUnpackedAlreadyAreCopiedWithTheirPermissionsAndLinks() throws IOException {
        Path unpacked =
                PostgresBinaries.unpackInto(Files.createDirectory(folder.resolve("a")), folder);
        Files.writeString(unpacked.resolve("mark"), "of the copied");
        Path copied =
                PostgresBinaries.unpackInto(
                        Files.createDirectory(folder.resolve("b")), folder.resolve("a"));
        assertEquals(listed(unpacked), listed(copied));
        assertTrue(Files.isExecutable(copied.resolve("bin/postgres")));
        assertTrue(listed(copied).stream().anyMatch(line -> line.startsWith("rwxrwxrwx lib/")));
    }

    @Test
    void aFolderWithOtherProgramsIsNotUsed() throws IOException {
        Path others = Files.createDirectory(folder.resolve("others"));
        Files.createDirectory(others.resolve("postgresql-18-of-another-release"));
        Path programs =
                PostgresBinaries.unpackInto(Files.createDirectory(folder.resolve("c")), others);
        assertTrue(Files.isExecutable(programs.resolve("bin/postgres")));
        assertFalse(Files.exists(others.resolve(programs.getFileName())));
    }

    private static List<String> listed(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> permissions(file) + " " + root.relativize(file))
                    .sorted()
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return Files.isSymbolicLink(file)
                    ? "rwxrwxrwx"
                    : PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
