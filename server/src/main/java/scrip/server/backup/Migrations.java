package scrip.server.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The migrations of this release, by which the schema of an archive is judged.
final class Migrations {

    static final String ROLES = "roles.sql";

    private static final String FOLDER = "/db/migration/";

    private Migrations() {}

    /// The text of a migration that this release has.
    ///
    /// @param what how the message names what has that migration
    /// @throws ArchiveFault if it has another one of that name, or none
    static String text(Manifest.Migration migration, String what) {
        String text = read(FOLDER + migration.script());
        if (text == null) {
            throw new ArchiveFault(
                    what
                            + " has the schema of a newer release: "
                            + migration
                            + " is not known to this one. Use the release that made it, or a later"
                            + " one");
        }
        if (checksum(text) != migration.checksum()) {
            throw new ArchiveFault(
                    what
                            + " has another "
                            + migration
                            + " than this release: use the release that made it");
        }
        return text;
    }

    static String roles() {
        String text = read("/db/" + ROLES);
        if (text == null) {
            throw new IllegalStateException(ROLES + " is not on the class path");
        }
        return text;
    }

    private static @Nullable String read(String resource) {
        try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// As Flyway computes it: of the lines without their ends.
    private static int checksum(String text) {
        CRC32 sum = new CRC32();
        new BufferedReader(new StringReader(text))
                .lines()
                .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) sum.getValue();
    }
}
