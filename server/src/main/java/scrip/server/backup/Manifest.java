package scrip.server.backup;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What an archive contains: its last entry, `manifest.json`.
///
/// @param madeAt the instant of the snapshot, by the database's clock
/// @param postgresql the version of the server that was read
/// @param schema the migrations of the database, in their order
/// @param tables in an order in which each comes after those it refers to
/// @param files what else is in it, but for the manifest
record Manifest(
        String format,
        int formatVersion,
        Instant madeAt,
        String postgresql,
        List<Migration> schema,
        List<Table> tables,
        List<Sequence> sequences,
        List<Part> files) {

    static final String NAME = "manifest.json";
    static final String FORMAT = "scrip-backup";
    static final int FORMAT_VERSION = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    // Nothing in a list is nothing.
                    .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /// A migration as Flyway has recorded it.
    record Migration(String version, String description, String script, int checksum) {
        @Override
        public String toString() {
            return "V" + version + " (" + description + ")";
        }
    }

    /// The content of an entry, before compression.
    record Part(String name, long bytes, String sha256) {}

    record Table(String name, List<String> columns, long rows, Part part) {}

    /// A sequence of the database and where it stood at least when the snapshot was taken.
    record Sequence(String name, long lastValue, boolean isCalled) {}

    /// All entries but the manifest.
    List<Part> parts() {
        return java.util.stream.Stream.concat(files.stream(), tables.stream().map(Table::part))
                .toList();
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    long bytes() {
        return parts().stream().mapToLong(Part::bytes).sum();
    }

    @Nullable Table table(String entry) {
        return tables.stream()
                .filter(table -> table.part().name().equals(entry))
                .findFirst()
                .orElse(null);
    }

    /// The last migration, or null if there is none.
    @Nullable Migration last() {
        return schema.isEmpty() ? null : schema.getLast();
    }

    byte[] json() {
        return MAPPER.writeValueAsBytes(this);
    }

    /// Reads a manifest.
    ///
    /// @throws ArchiveFault if it is none, or one of a newer format
    static Manifest of(byte[] json) {
        try {
            Format format = MAPPER.readValue(json, Format.class);
            if (!format.format().equals(FORMAT)) {
                throw new ArchiveFault(NAME + " is not that of a backup of Scrip");
            }
            if (format.formatVersion() != FORMAT_VERSION) {
                throw new ArchiveFault(
                        "the archive has format "
                                + format.formatVersion()
                                + ", and this release reads format "
                                + FORMAT_VERSION
                                + ": restore it with the release that made it, or a later one");
            }
            return MAPPER.readValue(json, Manifest.class);
        } catch (JacksonException damaged) {
            throw new ArchiveFault(
                    NAME
                            + " cannot be read ("
                            + damaged.getOriginalMessage()
                            + "): the archive was changed; take another one",
                    damaged);
        }
    }

    private record Format(String format, int formatVersion) {}
}
