package scrip.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.database.UnfinishedRestore;
import scrip.server.setting.Launcher;

/// Loads a checked archive into a database that has nothing in it yet.
final class Restore {

    private static final String HISTORY = "flyway_schema_history";

    private final BackupStore store;
    private final Manifest manifest;
    private final Progress progress;

    private Restore(Connection connection, Manifest manifest, Progress progress) {
        this.store = new BackupStore(connection);
        this.manifest = manifest;
        this.progress = progress;
    }

    /// Refuses an archive whose schema this release does not have, or has another one of.
    static void checkSchema(Manifest manifest) {
        if (manifest.last() == null) {
            throw new ArchiveFault("the archive says of no migration that it was applied");
        }
        manifest.schema().forEach(migration -> Migrations.text(migration, "the archive"));
    }

    /// Loads an archive and migrates to the newest schema.
    static void load(Database database, ArchiveCheck.Checked archive, Progress progress)
            throws SQLException {
        loadAsItWas(database, archive, progress);
        database.migrate(null);
    }

    /// Makes the tables as they were and loads everything in one transaction. Ended in the middle,
    /// the database has no data, and this can be run again.
    static void loadAsItWas(Database database, ArchiveCheck.Checked archive, Progress progress)
            throws SQLException {
        Manifest manifest = archive.manifest();
        checkSchema(manifest);
        Manifest.Migration last = manifest.last();
        database.migrate(last == null ? null : last.version());
        try (Connection connection = database.connect(DatabaseRole.OWNER)) {
            UnfinishedRestore.mark(connection);
            connection.setAutoCommit(false);
            Restore restore = new Restore(connection, manifest, progress);
            restore.load(archive.reader());
            // The planner would otherwise believe that all tables are empty.
            progress.begin("analyzing", 0);
            restore.store.run("analyze");
            UnfinishedRestore.clear(connection);
            connection.commit();
        }
    }

    private void load(ArchiveReader reader) throws SQLException {
        if (!store.schema().equals(manifest.schema())) {
            throw new ArchiveFault(
                    "the database has another schema than the archive, and no data: delete it, and"
                            + " restore into a new one");
        }
        List<String> loaded = new ArrayList<>();
        List<String> all =
                manifest.tables().stream()
                        .map(Manifest.Table::name)
                        .filter(name -> !name.equals(HISTORY))
                        .toList();
        checkTables(all);
        store.setForms();
        // Migrations have written some rows, which are in the archive too.
        store.run("truncate " + BackupStore.names(all));
        List<String> triggered = store.tablesWithTriggers();
        for (String table : triggered) {
            store.switchTriggers(table, false);
        }
        progress.begin("loading", manifest.bytes());
        reader.each((name, content) -> {
            Manifest.Table table = manifest.table(name);
            if (table != null && !table.name().equals(HISTORY)) {
                load(table, content);
                loaded.add(table.name());
            }
        });
        if (!loaded.equals(all)) {
            throw new ArchiveFault(reader.place() + " was changed while it was read: try again");
        }
        for (String table : triggered) {
            store.switchTriggers(table, true);
        }
        manifest.sequences().forEach(store::set);
        store.run("set local role scrip_writer");
        for (Afterwards.Change change : Afterwards.CHANGES) {
            if (all.contains(change.table())) {
                store.run(change.sql());
            }
        }
        store.run("reset role");
    }

    private void load(Manifest.Table table, InputStream content) throws IOException, SQLException {
        progress.at("loading " + table.name());
        HashedInput hashed = new HashedInput(content, progress);
        long rows = store.write(table.name(), table.columns(), hashed);
        Manifest.Part part = hashed.part(table.part().name());
        if (rows != table.rows() || !part.equals(table.part())) {
            throw new ArchiveFault(
                    "%s has %,d rows and SHA-256 %s instead of %,d and %s: it was changed while it was read; try again"
                            .formatted(
                                    part.name(),
                                    rows,
                                    part.sha256(),
                                    table.rows(),
                                    table.part().sha256()));
        }
    }

    /// The archive must have every table of its schema, and every column of each.
    private void checkTables(List<String> all) {
        TreeSet<String> there = new TreeSet<>(store.tables(true));
        there.removeAll(List.of(HISTORY, "unfinished_restore"));
        if (!there.equals(new TreeSet<>(all))) {
            throw new ArchiveFault(
                    "the archive has the tables "
                            + new TreeSet<>(all)
                            + ", but those of its schema are "
                            + there
                            + ": it was not made by "
                            + Launcher.line("backup"));
        }
        Map<String, List<String>> columns = store.columns();
        for (Manifest.Table table : manifest.tables()) {
            if (!table.columns().equals(columns.get(table.name()))) {
                throw new ArchiveFault(
                        table.part().name()
                                + " has the columns "
                                + table.columns()
                                + ", but the table has "
                                + columns.get(table.name())
                                + ": it was not made by "
                                + Launcher.line("backup"));
            }
        }
    }
}
