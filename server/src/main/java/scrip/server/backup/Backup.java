package scrip.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Writes a database to an archive while servers work on it.
final class Backup {

    private static final String FOLDER = "tables/";
    private static final int ATTEMPTS_MAX = 3;
    private static final String WHAT = "the database";

    private final BackupStore store;
    private final Progress progress;

    private Backup(BackupStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /// What was made.
    ///
    /// @param sum the SHA-256 of the manifest
    /// @param strangers tables in the schema that are not Scrip's, and not in the archive
    record Made(Manifest manifest, String sum, List<String> strangers) {}

    /// Writes an archive of one snapshot.
    ///
    /// @param beside files that are not in the database
    /// @param out stays open
    /// @param key null for no encryption
    /// @throws ArchiveFault if there is nothing to back up, or a migration is under way
    static Made write(
            Database database,
            Map<String, byte[]> beside,
            OutputStream out,
            @Nullable SealingKey key,
            Progress progress)
            throws IOException, SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Backup backup = new Backup(new BackupStore(connection), progress);
            List<String> tables = backup.locked(connection);
            Made made = backup.write(tables, beside, new ArchiveWriter(out, key, progress));
            connection.rollback();
            return made;
        }
    }

    /// Begins the snapshot with all tables locked against changes of their columns. The locks come
    /// first: what a migration changes is seen at once, not as of the snapshot.
    private List<String> locked(Connection connection) throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            List<String> tables = store.tables(true);
            connection.rollback();
            if (tables.isEmpty()) {
                throw new ArchiveFault("there is no data of Scrip in that database");
            }
            if (tables.contains("unfinished_restore")) {
                throw new ArchiveFault(
                        "a restore into that database has not ended: there is nothing to back up");
            }
            store.setForms();
            store.run("lock table " + BackupStore.names(tables) + " in access share mode");
            if (store.tables(true).equals(tables)) {
                return tables;
            }
            connection.rollback();
        }
        throw new ArchiveFault(
                "tables come and go in that database: try again when it has settled");
    }

    private Made write(List<String> names, Map<String, byte[]> beside, ArchiveWriter archive)
            throws IOException, SQLException {
        progress.begin("reading", 0);
        BackupStore.Origin origin = store.origin();
        List<Manifest.Migration> schema = store.schema();
        List<Manifest.Part> files = new ArrayList<>();
        files.add(archive.add(LoadScript.schemaEntry(Migrations.ROLES), Migrations.roles()));
        for (Manifest.Migration migration : schema) {
            files.add(
                    archive.add(
                            LoadScript.schemaEntry(migration.script()),
                            Migrations.text(migration, WHAT)));
        }
        for (Map.Entry<String, byte[]> file : new TreeMap<>(beside).entrySet()) {
            files.add(archive.add(file.getKey(), out -> out.write(file.getValue())));
        }
        List<Manifest.Table> tables = tables(names, archive);
        // Read last: a sequence is not part of the snapshot, and may be ahead of it but never
        // behind.
        List<Manifest.Sequence> sequences = store.sequences();
        String script = LoadScript.of(schema, tables, sequences, store.tablesWithTriggers());
        files.add(archive.add(LoadScript.NAME, script));
        files.add(archive.add("SHA256SUMS", archive.sums()));
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        Manifest.FORMAT_VERSION,
                        origin.at(),
                        origin.version(),
                        schema,
                        tables,
                        sequences,
                        files);
        archive.finish(manifest);
        return new Made(manifest, DigestUtils.sha256Hex(manifest.json()), store.tables(false));
    }

    private List<Manifest.Table> tables(List<String> names, ArchiveWriter archive)
            throws IOException, SQLException {
        Map<String, List<String>> columns = store.columns();
        List<String> ordered = ordered(names, store.references());
        List<Manifest.Table> tables = new ArrayList<>();
        for (String name : ordered) {
            progress.at(
                    "reading %s (%d of %d tables)"
                            .formatted(name, tables.size() + 1, ordered.size()));
            List<String> own = columns.getOrDefault(name, List.of());
            long[] rows = new long[1];
            Manifest.Part part =
                    archive.add(
                            FOLDER + name + ".csv", out -> rows[0] = store.read(name, own, out));
            tables.add(new Manifest.Table(name, own, rows[0], part));
        }
        return tables;
    }

    /// Each table after those it refers to, otherwise by name.
    static List<String> ordered(List<String> names, Map<String, Set<String>> references) {
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (String name : names) {
            Set<String> others = new TreeSet<>(references.getOrDefault(name, Set.of()));
            others.retainAll(names);
            waiting.put(name, others);
        }
        List<String> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            String next =
                    waiting.entrySet().stream()
                            .filter(entry -> ordered.containsAll(entry.getValue()))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "tables refer to each other in a circle: "
                                                    + waiting.keySet()));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
