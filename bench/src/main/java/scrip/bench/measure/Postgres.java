package scrip.bench.measure;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The running embedded PostgreSQL of a data folder, as its administrator sees it.
///
/// @param postmaster the id of its first process
public record Postgres(long postmaster, int port, Properties passwords) {

    private static final String DATABASE = "scrip";
    private static final String SUPERUSER = "postgres";
    private static final String LOGIN = "scrip";

    /// Finds it by the files in the folder.
    public static Postgres in(Path dataFolder) throws IOException {
        List<String> lines = Files.readAllLines(dataFolder.resolve("pg/postmaster.pid"));
        Properties passwords = new Properties();
        try (Reader reader = Files.newBufferedReader(dataFolder.resolve("passwords"))) {
            passwords.load(reader);
        }
        return new Postgres(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()),
                passwords);
    }

    /// A connection that may do everything.
    Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                SUPERUSER,
                passwords.getProperty(SUPERUSER));
    }

    /// What a program of PostgreSQL needs in its environment to log in as the owner of the tables.
    public Map<String, String> environment() {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(port),
                "PGDATABASE",
                DATABASE,
                "PGUSER",
                LOGIN,
                "PGPASSWORD",
                passwords.getProperty(LOGIN),
                "PGOPTIONS",
                "-c role=scrip_owner");
    }
}
