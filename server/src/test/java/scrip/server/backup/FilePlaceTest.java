package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The name of an archive says when it was made.
class FilePlaceTest {

    private static final Instant MADE = Instant.parse("2026-03-01T09:00:00Z");

    @TempDir Path folder;

    @Test
    void theTimeInANameIsReadAsItWasWritten() {
        for (boolean sealed : new boolean[] {true, false}) {
            String name = FilePlace.name(MADE.plusMillis(700), sealed);
            assertEquals(Optional.of(MADE), FilePlace.madeAt(name), name);
        }
        for (String other :
                List.of(
                        "scrip.zip",
                        "scrip-20260301T090000Z.zip.partial",
                        "scrip-20261301T090000Z.zip",
                        "copy-of-scrip-20260301T090000Z.zip")) {
            assertEquals(Optional.empty(), FilePlace.madeAt(other), other);
        }
    }

    @Test
    void aCopyOfAnArchiveIsAsOldAsTheArchive() throws Exception {
        assertEquals(Optional.empty(), KeptArchives.newest(folder));
        Path older = Files.createFile(folder.resolve(FilePlace.name(MADE, true)));
        Files.createFile(folder.resolve("scrip-later.zip"));
        Files.setLastModifiedTime(older, FileTime.from(MADE.plusSeconds(86_400)));
        assertEquals(Optional.of(MADE), KeptArchives.newest(folder));
    }
}
