package scrip.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The archives in a folder that were named for the time at which they were made.
public final class KeptArchives {

    private static final Pattern NAME =
            Pattern.compile("scrip-(\\d{8}T\\d{6}Z)\\.zip(?:\\.sealed)?");

    private KeptArchives() {}

    /// When the newest was made; empty if there is none.
    public static Optional<Instant> newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> madeAt(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }
    }

    private static Optional<Instant> madeAt(String name) {
        Matcher found = NAME.matcher(name);
        try {
            return found.matches()
                    ? Optional.of(
                            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
                                    .parse(found.group(1), Instant::from))
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
