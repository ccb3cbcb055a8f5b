package scrip.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordedTest {

    private static final List<String> FIELDS =
            List.of(
                    "side",
                    "accounts",
                    "callers",
                    "subjects",
                    "rate",
                    "offered",
                    "p50_ms",
                    "p99_ms",
                    "jvm_us",
                    "pg_us",
                    "wal_bytes",
                    "disk_bytes",
                    "wal_fpi_bytes",
                    "batch",
                    "others_percent");

    private static Cell cell(Side side, double rate, double errorPercent) {
        return new Cell(
                side,
                1,
                64,
                false,
                rate,
                null,
                1,
                2,
                3,
                10,
                20,
                400,
                300,
                0,
                50,
                1.0,
                false,
                1,
                5,
                0,
                errorPercent);
    }

    @Test
    void aFileOfCellsIsAnArrayWithTheFieldsThatOthersRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cells.json");
        List<Cell> cells = List.of(cell(Side.ROW_LOCK, 600, 1), cell(Side.LEDGER, 9_000, 1));
        Recorded.writeCells(file, cells);
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertTrue(json.isArray());
        FIELDS.forEach(field -> assertTrue(json.get(0).has(field), field));
        assertEquals("row-lock", json.get(0).get("side").asString());
        assertTrue(json.get(0).get("offered").isNull());
        assertEquals(cells, Recorded.read(file).cells());
    }

    @Test
    void recordedRunsCanBeReadAndNameNoMachineAndNoPath() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("results"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                Recorded run = Recorded.read(file);
                assertTrue(run.machine() != null, file.toString());
                assertFalse(
                        Files.readString(file).matches("(?s).*\"[^\"]*(/home|/root|/tmp|/work)/.*"),
                        file.toString());
            }
        }
    }

    @Test
    void aRateChangedIfItDiffersByMoreThanItsOwnUnsteadiness() {
        List<Cell> steady = List.of(cell(Side.LEDGER, 1_000, 1));
        List<Cell> unsteady = List.of(cell(Side.LEDGER, 1_000, 10));
        assertFalse(Comparison.hasChanged(steady, List.of(cell(Side.LEDGER, 1_040, 1))));
        assertTrue(Comparison.hasChanged(steady, List.of(cell(Side.LEDGER, 1_100, 1))));
        assertFalse(Comparison.hasChanged(unsteady, List.of(cell(Side.LEDGER, 1_100, 1))));
        List<Cell> rounds = List.of(cell(Side.LEDGER, 800, 1), cell(Side.LEDGER, 1_200, 1));
        assertFalse(Comparison.hasChanged(rounds, List.of(cell(Side.LEDGER, 1_300, 1))));
    }

    @Test
    void aTargetTellsByHowMuchItIsMetOrMissed() {
        assertTrue(
                Targets.Target.more("rate", "", 100, 200, 150).toString().contains("met by 50 %"));
        assertTrue(
                Targets.Target.less("time", "", 100, 50, 150)
                        .toString()
                        .contains("missed by 50 %"));
        assertTrue(
                Targets.Target.less("time", "", 100, 50, 40)
                        .toString()
                        .contains("meets the stretch"));
    }
}
