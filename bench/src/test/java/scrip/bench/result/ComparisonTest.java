package scrip.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of two runs, and of what cannot be compared.
class ComparisonTest {

    private static final Path RESULTS = Path.of("results").toAbsolutePath();

    /// @param out what is printed
    /// @param err what is wrong
    private record Compared(int code, String out, String err) {

        static Compared of(Path one, Path other) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code =
                    Comparison.run(
                            List.of(one.toString(), other.toString()),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Compared(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    private static Path recorded(String name) {
        return RESULTS.resolve("2026-11-30-" + name + ".json");
    }

    @Test
    void twoRunsOfOneKindAreCompared() throws IOException {
        Compared cells = Compared.of(recorded("uses"), recorded("uses-two-in-flight"));
        assertEquals(0, cells.code());
        assertTrue(cells.out().contains("1,024 callers"), cells.out());
        Compared figures = Compared.of(recorded("http"), recorded("http-quiet"));
        assertEquals(0, figures.code());
        assertTrue(figures.out().contains("empty, requests/s"), figures.out());
    }

    @Test
    void runsOfTwoKindsHaveNothingInCommon() throws IOException {
        Compared nothing = Compared.of(recorded("http"), recorded("uses"));
        assertEquals(1, nothing.code());
        assertEquals("", nothing.out());
        assertEquals(1, nothing.err().lines().count(), nothing.err());
        assertTrue(nothing.err().contains("have nothing in common"), nothing.err());
    }

    @Test
    void aRunThatIsNotThereIsNamed(@TempDir Path folder) throws IOException {
        Path nope = folder.resolve("nope");
        Compared missing = Compared.of(recorded("uses"), nope);
        assertEquals(2, missing.code());
        assertEquals(1, missing.err().lines().count(), missing.err());
        assertTrue(missing.err().contains("there is no run '" + nope + "'"), missing.err());
        Path other = Files.writeString(folder.resolve("other.json"), "{nothing}\n");
        assertEquals(2, Compared.of(other, recorded("uses")).code());
    }

    @Test
    void theRunsThatThereAreAreKnown() throws IOException {
        List<String> names = Recorded.names(RESULTS);
        assertTrue(names.contains("2026-11-30-uses"), names.toString());
        assertEquals(List.of(), Recorded.names(RESULTS.resolve("none")));
    }
}
