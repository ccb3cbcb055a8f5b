package scrip.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The archives in a folder whose names say when they were made.
public final class KeptArchives {

    private KeptArchives() {}

    /// When the newest was made; empty if there is none.
    public static Optional<Instant> newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FilePlace.madeAt(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }
    }
}
