package scrip.server.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {

    @TempDir Path folder = Path.of("");

    @Test
    void everyTypeIsRead() {
        YamlMap root =
                map(
                        """
                        name: Basic
                        count: 1000
                        price: 0.10
                        quoted: "5900.00"
                        on: true
                        at: 2026-03-01T09:00Z
                        words: [one, two]
                        """);
        assertEquals(Optional.of("Basic"), root.required("name").flatMap(YamlValue::text));
        assertEquals(Optional.of(1000L), root.required("count").flatMap(v -> v.whole(1, 5000)));
        assertEquals(
                Optional.of(new BigDecimal("0.10")),
                root.required("price").flatMap(YamlValue::decimal));
        assertEquals(
                Optional.of(new BigDecimal("5900.00")),
                root.required("quoted").flatMap(YamlValue::decimal));
        assertEquals(Optional.of(true), root.required("on").flatMap(YamlValue::bool));
        assertEquals(
                Optional.of(Instant.parse("2026-03-01T09:00:00Z")),
                root.required("at").flatMap(YamlValue::instant));
        assertEquals(2, root.required("words").flatMap(YamlValue::list).orElseThrow().size());
        assertFalse(root.optional("absent").isPresent());
    }

    @Test
    void anInstantNeedsAnOffsetOrAZone() {
        Function<String, List<String>> faultsOf = t -> faults(t, v -> v.instant());
        assertEquals(List.of(), faultsOf.apply("2026-01-31T23:59:59.999+08:00"));
        assertEquals(List.of(), faultsOf.apply("\"2026-01-31T10:00[Asia/Shanghai]\""));
        assertEquals(List.of(), faultsOf.apply("\"2026-01-31T10:00+08:00[Asia/Shanghai]\""));
        for (String wrong :
                List.of(
                        "2026-01-31T10:00",
                        "2026-02-30T10:00Z",
                        "2026-01-31",
                        "\"2026-01-31T10:00[SystemV/PST8]\"",
                        "\"2026-01-31T10:00+00:00[Etc/UTC]\"",
                        "now",
                        "12")) {
            assertTrue(faultsOf.apply(wrong).getFirst().contains("must be an instant"), wrong);
        }
        assertTrue(faultsOf.apply("+99999-01-01T00:00Z").getFirst().contains("years 1900"));
    }

    @Test
    void aDecimalIsReadOnlyFromPlainDigits() {
        for (String wrong :
                List.of(
                        "1e3", ".nan", ".inf", "0x10", "0o7", "1_000", "1,000", ".5", "5.", "010",
                        "0.1.2", "five", "true", "[1]", "\"\"")) {
            assertTrue(
                    faults(wrong, v -> v.decimal()).getFirst().contains("must be a decimal"),
                    wrong);
        }
        assertTrue(faults("9".repeat(31), v -> v.decimal()).getFirst().contains("30 digits"));
    }

    @Test
    void aWholeNumberIsPlainDigitsWithinItsLimits() {
        for (String wrong : List.of("1.0", "1e3", "0x10", "010", "\"10\"", "ten", "")) {
            assertTrue(
                    faults(wrong, v -> v.whole(0, 10)).getFirst().contains("must be a whole"),
                    wrong);
        }
        assertEquals(
                List.of("1:4: `v` must be at least 1, not 0"), faults("0", v -> v.whole(1, 9)));
        assertEquals(
                List.of("1:4: `v` must be at most 9, not 10"), faults("10", v -> v.whole(1, 9)));
        assertEquals(
                List.of("1:4: `v` must be at most 9"),
                faults("9".repeat(500_000), v -> v.whole(1, 9)));
    }

    @Test
    void anUnquotedNumberOrTruthValueIsNotAText() {
        assertEquals(
                List.of("1:4: `v` must be a text, not the number 1.10: put it in quotes"),
                faults("1.10", YamlValue::text));
        assertEquals(
                List.of("1:4: `v` must be a text, not the truth value true: put it in quotes"),
                faults("true", YamlValue::text));
        assertEquals(List.of("1:4: `v` is blank: give a text"), faults("''", YamlValue::text));
        assertEquals(
                List.of("1:4: `v` must be a text, not a list"), faults("[a]", YamlValue::text));
    }

    @Test
    void unknownFieldsAreReportedWithASuggestion() {
        Faults faults = new Faults();
        YamlMap root =
                YamlReader.read("title: a\nsteps: []\ncitse: b\nother: c\n", faults)
                        .flatMap(YamlValue::map)
                        .orElseThrow();
        var unused =
                List.of(root.optional("title"), root.optional("steps"), root.optional("cites"));
        assertEquals(3, unused.size());
        root.refuseOtherFields();
        assertEquals(
                List.of(
                        "3:1: unknown field `citse`: did you mean `cites`?",
                        "4:1: unknown field `other`: known are `title`, `steps`, `cites`"),
                texts(faults));
    }

    @Test
    void anUnknownWordIsReportedWithASuggestion() {
        assertEquals(
                List.of("1:4: `v` does not know `hard`: known are `SOFT`, `HARD`"),
                faults("hard", v -> v.choice(List.of("SOFT", "HARD"))));
        assertEquals(List.of(), faults("HARD", v -> v.choice(Map.of("HARD", 1))));
    }

    @Test
    void missingEmptyAndDuplicateFieldsAreReportedWithTheirLines() {
        Faults faults = new Faults();
        YamlMap root =
                YamlReader.read("a: 1\nb:\na: 2\n", faults).flatMap(YamlValue::map).orElseThrow();
        assertFalse(root.required("b").isPresent());
        assertFalse(root.required("c").isPresent());
        assertEquals(
                List.of(
                        "1:1: the field `c` is missing here: add it",
                        "2:3: `b` has no value: give one or remove the field",
                        "3:1: `a` occurs twice, first in line 1: keep one"),
                texts(faults));
    }

    @Test
    void invalidYamlIsOneFaultAtItsPlace() {
        assertTrue(only("a: [1, 2\nb: 3\n").startsWith("2:2: this is not YAML"));
        assertTrue(only("a: [1, 2\nb: 3\n").contains("that begins in line 1"));
        assertTrue(only("a: 1\n" + "# x\n".repeat(2000) + "b: \u0007").startsWith("2002:4:"));
        assertTrue(only("a:\n\t- b\n").startsWith("2:1: this is not YAML"));
        assertTrue(only("a: \"x\u0007\"\n").startsWith("1:6: the character U+0007"));
        assertTrue(only("a: \"\\0\"\n").contains("control character"));
        assertTrue(only("a: !!binary aGk=\n").contains("tag"));
        assertTrue(only("a: *nothing\n").startsWith("1:4: `*nothing` refers to nothing"));
        assertTrue(only("a: &a [*a]\n").contains("refers to nothing"));
        assertEquals(
                "3:1: a second document begins here: put it in a file of its own",
                only("a: 1\n\n---\nb: 2\n"));
        assertEquals("1:1: the file is empty", only(""));
        assertEquals("1:1: the file is empty", only("# a comment\n"));
        assertEquals("1:3: a field name must be a plain text", only("? [a]\n: b\n"));
    }

    @Test
    void aliasBombsDeepNestingAndLargeFilesAreStopped() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        assertTrue(only(bomb.toString()).contains("more than 50000 values"));
        assertTrue(only("a: " + "[".repeat(500_000)).contains("nested more than 32"));
        assertTrue(only("- ".repeat(200_000)).contains("nested more than 32"));
        assertTrue(only("a: \"" + "x".repeat(1 << 20) + "\"").contains("larger than"));
        Faults faults = new Faults();
        assertFalse(YamlReader.read(new byte[10 << 20], faults).isPresent());
        assertTrue(texts(faults).getFirst().contains("larger than"));
    }

    @Test
    void aliasesWithinTheLimitsAreFollowed() {
        YamlMap root = map("a: &x [1, 2]\nb: *x\n");
        assertEquals(2, root.required("b").flatMap(YamlValue::list).orElseThrow().size());
    }

    @Test
    void bytesMustBeUtf8AndAByteOrderMarkIsSkipped() {
        Faults faults = new Faults();
        byte[] latin = "a: b\nc: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertFalse(YamlReader.read(latin, faults).isPresent());
        assertEquals(
                List.of("2:4: this is not UTF-8 (byte 0xE9): save the file in UTF-8"),
                texts(faults));
        byte[] cut = "a: \u4e2d".getBytes(StandardCharsets.UTF_8);
        Faults more = new Faults();
        YamlReader.read(Arrays.copyOf(cut, cut.length - 1), more);
        assertFalse(more.isEmpty());
        assertTrue(map("\uFEFFa: 1\n").has("a"));
    }

    @Test
    void anUnreadableFileIsAFault() throws IOException {
        Faults faults = new Faults();
        assertFalse(YamlReader.read(folder.resolve("none.yaml"), faults).isPresent());
        assertFalse(YamlReader.read(folder, faults).isPresent());
        assertEquals(2, faults.list().size());
        Path file = Files.writeString(folder.resolve("some.yaml"), "a: 1\n");
        assertTrue(YamlReader.read(file, new Faults()).isPresent());
    }

    @Test
    void faultsAreInFileOrderAndThoseBeyondTheLimitAreCounted() {
        Faults faults = new Faults();
        for (int line = 1000; line > 0; line--) {
            faults.add(new Position(line, 1), "wrong");
        }
        assertEquals(Faults.FAULTS_MAX + 1, faults.list().size());
        assertEquals(
                "and 800 more faults; fix those above first", faults.list().getLast().message());
    }

    private static YamlMap map(String text) {
        Faults faults = new Faults();
        YamlMap map = YamlReader.read(text, faults).flatMap(YamlValue::map).orElseThrow();
        assertTrue(faults.isEmpty(), () -> texts(faults).toString());
        return map;
    }

    private static String only(String text) {
        Faults faults = new Faults();
        YamlReader.read(text, faults);
        assertEquals(1, faults.list().size(), () -> texts(faults).toString());
        return texts(faults).getFirst();
    }

    private static <T> List<String> faults(String scalar, Function<YamlValue, Optional<T>> read) {
        Faults faults = new Faults();
        Optional<T> value =
                YamlReader.read("v: " + scalar + "\n", faults)
                        .flatMap(YamlValue::map)
                        .map(m -> m.entries().getFirst().value())
                        .flatMap(read);
        assertEquals(value.isPresent(), faults.isEmpty());
        return texts(faults);
    }

    private static List<String> texts(Faults faults) {
        return faults.list().stream().map(Fault::toString).toList();
    }
}
