package scrip.server.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import tools.jackson.databind.json.JsonMapper;

/// What both commands tell, and how they end.
final class Report {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Report() {}

    /// What is done with a database.
    interface Work<T> {
        T run() throws IOException, SQLException;
    }

    /// Does work with a database that is closed also when a signal ends the program: a PostgreSQL
    /// that was started for it would run on.
    static <T> T closedAtTheEnd(Database database, Work<T> work) throws IOException, SQLException {
        Thread atExit = new Thread(database::close, "backup-end");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return work.run();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException _) {
                // The program is ending already.
            }
        }
    }

    static @Nullable SealingKey key(@Nullable String file) {
        return file == null ? null : SealingKey.of(Path.of(file));
    }

    /// The place of an archive that is to be made; named for the time if a folder is given.
    static ArchivePlace place(
            String named, Map<String, String> environment, Instant now, boolean sealed) {
        if (named.startsWith(ObjectPlace.SCHEME)) {
            String name = named.endsWith("/") ? named + FilePlace.name(now, sealed) : named;
            return ObjectPlace.of(name, environment);
        }
        return FilePlace.of(Path.of(named), now, sealed);
    }

    /// The place of an archive that is there.
    static ArchivePlace place(String named, Map<String, String> environment) {
        return named.startsWith(ObjectPlace.SCHEME)
                ? ObjectPlace.of(named, environment)
                : new FilePlace(Path.of(named));
    }

    /// An archive in one line.
    static String summary(Manifest manifest, String sum) {
        return "%d tables, %,d rows, %s as of %s, schema %s; the SHA-256 of its manifest is %s"
                .formatted(
                        manifest.tables().size(),
                        manifest.rows(),
                        Progress.megabytes(manifest.bytes()),
                        manifest.madeAt(),
                        manifest.last(),
                        sum);
    }

    static void describe(Map<String, Object> report, Manifest manifest, String sum) {
        Manifest.Migration last = manifest.last();
        report.put("made_at", manifest.madeAt().toString());
        report.put("schema", last == null ? "" : last.version());
        report.put("postgresql", manifest.postgresql());
        report.put("tables", manifest.tables().size());
        report.put("rows", manifest.rows());
        report.put("bytes", manifest.bytes());
        report.put("manifest_sha256", sum);
    }

    static String json(Map<String, Object> report) {
        return MAPPER.writeValueAsString(report);
    }

    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}
