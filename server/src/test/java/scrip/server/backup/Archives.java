package scrip.server.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.database.TestDatabase;

/// Archives in memory, and what is in a database to compare with.
final class Archives {

    private Archives() {}

    static byte[] of(Database database, @Nullable SealingKey key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Backup.write(database, Map.of(), out, key, Progress.silent());
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return out.toByteArray();
    }

    /// A place that has these bytes; each time it is opened the next ones, the last ones for ever.
    static final class Memory implements ArchivePlace {
        private final List<byte[]> contents;
        private int opened;

        Memory(byte[]... contents) {
            this.contents = List.of(contents);
        }

        @Override
        public Draft draft() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(contents.get(Math.min(opened++, contents.size() - 1)));
        }

        @Override
        public String toString() {
            return "the-archive";
        }
    }

    static ArchiveCheck.Checked check(ArchivePlace place, @Nullable SealingKey key) {
        try {
            return ArchiveCheck.check(new ArchiveReader(place, key), Progress.silent());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static ArchiveCheck.Checked check(byte[] archive) {
        return check(new Memory(archive), null);
    }

    /// Restores an archive into a database of its own.
    static TestDatabase restored(byte[] archive) throws SQLException {
        TestDatabase target = TestDatabase.vacant();
        Restore.load(target.database(), check(archive), Progress.silent());
        return target;
    }

    /// The entries of an archive.
    static Map<String, byte[]> entries(byte[] archive) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /// Every row of every table as text, but what a restore does not bring back: sessions, who has
    /// the lease, when migrations ran, and whether open links were revoked.
    static Map<String, List<String>> rows(TestDatabase database) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            BackupStore store = new BackupStore(connection);
            List<String> tables = new ArrayList<>(store.tables(true));
            tables.removeAll(List.of("ceremonies", "authorization_requests", "sessions"));
            for (String table : tables) {
                String row =
                        switch (table) {
                            case "lease" -> "'a lease'";
                            case "flyway_schema_history" ->
                                    "concat_ws('|', installed_rank, version, description, type, script, checksum, success)";
                            case "links" -> "(to_jsonb(t) - 'revoked_at')::text";
                            // What is changed afterwards makes entries in it.
                            case "installation_head" -> "'a head'";
                            default -> "t::text";
                        };
                List<String> all = new ArrayList<>();
                try (ResultSet found =
                        statement.executeQuery(
                                "select " + row + " from " + table + " t order by 1")) {
                    while (found.next()) {
                        all.add(found.getString(1));
                    }
                }
                rows.put(table, all);
            }
        }
        return rows;
    }

    /// Runs statements as the owner of the tables.
    static void run(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set role scrip_owner");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static long count(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
