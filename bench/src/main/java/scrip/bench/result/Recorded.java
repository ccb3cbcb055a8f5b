package scrip.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.bench.measure.Machine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run that was written down, to be compared with later ones.
///
/// @param at the day, in UTC
/// @param command what was asked for
/// @param machine null in a file that has cells only
/// @param figures of commands that have no cells, by name
public record Recorded(
        @Nullable String at,
        @Nullable String command,
        @Nullable Machine machine,
        List<Cell> cells,
        Map<String, Double> figures) {

    /// Where runs with a name are kept.
    static final Path FOLDER = Path.of("bench/results");

    private static final String ENDING = ".json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    /// A run of now.
    public static Recorded of(
            String command,
            String plan,
            Machine machine,
            List<Cell> cells,
            Map<String, Double> figures) {
        return new Recorded(
                LocalDate.now(ZoneOffset.UTC).toString(),
                command + " " + plan,
                machine,
                cells,
                figures);
    }

    /// Where a run with a name is kept.
    static Path named(String name) {
        return FOLDER.resolve(name + ENDING);
    }

    /// The names of all runs that are kept, in order.
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /// Reads a recorded run, or a file that has nothing but an array of cells.
    public static Recorded read(Path file) throws IOException {
        JsonNode json = MAPPER.readTree(Files.readString(file));
        if (json.isArray()) {
            return new Recorded(
                    null, null, null, List.of(MAPPER.treeToValue(json, Cell[].class)), Map.of());
        }
        return MAPPER.treeToValue(json, Recorded.class);
    }

    /// Keeps the run under a name.
    public void writeAs(String name) throws IOException {
        write(named(name), this);
    }

    /// Keeps the run in a file.
    public void writeTo(Path file) throws IOException {
        write(file, this);
    }

    /// Writes an array of cells, and nothing else.
    public static void writeCells(Path file, List<Cell> cells) throws IOException {
        write(file, cells);
    }

    private static void write(Path file, Object content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, MAPPER.writeValueAsString(content) + "\n");
    }
}
