package scrip.proof.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every parser takes what was found once, and every parser of files what the fuzzer makes in a
/// short run, always the same number of inputs. Minutes of it, and a server under the fuzzer, are
/// `./scrip proof fuzz`; `StrangersTest` sends a server what it has not been sent before.
@Timeout(600)
class FuzzTest {

    private static final int INPUTS = Integer.getInteger("scrip.inputs", 3_000);

    private static final long ALLOCATED_MAX = 100_000_000;

    @TempDir private static Path folder;
    private static Parsers parsers;

    @BeforeAll
    static void start() throws Exception {
        parsers = Parsers.start(folder, "");
    }

    @AfterAll
    static void stop() {
        parsers.close();
    }

    @Test
    void whatWasFoundOnceIsTaken() throws IOException {
        List<String> found = new ArrayList<>();
        for (Parser parser : parsers.all()) {
            for (Map.Entry<String, byte[]> input : Corpus.of(parser).entrySet()) {
                try {
                    parser.feed(input.getValue());
                } catch (Finding finding) {
                    found.add(input.getKey() + ", " + finding.getMessage());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aShortRunOfTheFuzzerFindsNothing() throws Exception {
        Path seeds = folder.resolve("seeds");
        try (Parsers files = Parsers.start(folder, Parsers.OF_FILES)) {
            Corpus.write(files.all(), files.all(), seeds);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code;
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            code =
                    new Fuzzer(folder.resolve("fuzzer"))
                            .run(
                                    new Fuzzer.Run("-runs=" + INPUTS, 1, Parsers.OF_FILES),
                                    seeds,
                                    out);
        }
        String all = said.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, all);
        assertTrue(all.contains("stat::number_of_executed_units"), all);
    }

    /// The net has no hole: each kind of finding is found.
    @Test
    void whatNoParserMayDoIsFound() {
        byte[] input = {1};
        Parser throwing =
                new Parser(
                        "throwing",
                        1,
                        ALLOCATED_MAX,
                        List.of(),
                        _ -> {
                            throw new IllegalStateException("why");
                        });
        assertContains("why", assertThrows(Finding.class, () -> throwing.feed(input)));
        Parser recursive = new Parser("recursive", 1, ALLOCATED_MAX, List.of(), FuzzTest::deep);
        assertThrows(Finding.class, () -> recursive.feed(input));
        Parser greedy =
                new Parser(
                        "greedy",
                        1,
                        ALLOCATED_MAX,
                        List.of(),
                        _ -> Arrays.fill(new byte[200_000_000], (byte) 1));
        assertContains("allocated", assertThrows(Finding.class, () -> greedy.feed(input)));
    }

    private static void assertContains(String part, Finding finding) {
        String said = String.valueOf(finding.getMessage());
        assertTrue(said.contains(part), said);
    }

    private static void deep(byte[] input) {
        if (input.length > 0) {
            deep(new byte[] {input[0], 1});
        }
    }
}
