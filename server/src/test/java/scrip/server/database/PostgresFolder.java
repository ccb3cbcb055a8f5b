package scrip.server.database;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

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

    /// Runs statements, each by itself, as the superuser of a PostgreSQL that runs on this folder.
    ///
    /// @return the last one's answers, a line for each row
    public static String superuser(Path data, String... statements) throws SQLException {
        Login running = EmbeddedPostgres.running(data, DatabaseOpening.DATABASE).orElseThrow();
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("passwords"))) {
            passwords.load(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        StringBuilder said = new StringBuilder();
        try (Connection connection =
                        new Login(running.url(), "postgres", passwords.getProperty("postgres"))
                                .connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                said.setLength(0);
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            said.append(rows.getString(1)).append('\n');
                        }
                    }
                }
            }
        }
        return said.toString().strip();
    }

    /// The database of a folder on which a PostgreSQL runs, through another port.
    public static Database through(Path data, int port) {
        Login direct = EmbeddedPostgres.running(data, DatabaseOpening.DATABASE).orElseThrow();
        String url = direct.url().replaceFirst(":[0-9]+/", ":" + port + "/");
        return new Database(new Login(url, direct.user(), direct.password()), () -> {}, true);
    }

    /// The process and the port of the PostgreSQL that runs on a folder.
    public static long[] running(Path data) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("pg/postmaster.pid"));
        return new long[] {Long.parseLong(lines.get(0)), Long.parseLong(lines.get(3))};
    }

    public static void delete(Path data) throws IOException, InterruptedException {
        var left = Postmaster.find(data.resolve("pg"));
        if (left.isPresent()) {
            left.get().abandon();
        }
        Folders.delete(data);
    }
}
