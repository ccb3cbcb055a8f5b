package scrip.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The data folder of a test that starts a PostgreSQL of its own.
public final class PostgresFolder {

    private PostgresFolder() {}

    public static Path make() throws IOException {
        Path data = Files.createTempDirectory("scrip-test-");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        shareProgramsIn(data);
        return data;
    }

    /// Unpacking takes most of a first start; other tests have already unpacked the binaries.
    static void shareProgramsIn(Path folder) throws IOException {
        TestDatabase.postgres();
        Files.createSymbolicLink(folder.resolve("bin"), ScratchPostgres.parent());
    }

    public static void delete(Path data) throws IOException, InterruptedException {
        var left = Postmaster.find(data.resolve("pg"));
        if (left.isPresent()) {
            left.get().abandon();
        }
        Folders.delete(data);
    }
}
