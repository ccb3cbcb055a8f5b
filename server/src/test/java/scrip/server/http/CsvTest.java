package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells that a spreadsheet of any locale could read as a formula, or split.
final class CsvTest {

    private static final String MARK = "\uFEFF";

    private static String cell(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Csv csv = new Csv(out);
        try {
            csv.row(List.of("c"));
            csv.row(List.of(value));
            csv.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String all = out.toString(StandardCharsets.UTF_8);
        return all.substring((MARK + "c\r\n").length(), all.length() - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "＝1+1",
                "＋1",
                "－1",
                "＠x",
                "  =1",
                "\u3000＝1",
                "'=1",
                "\u200B=1",
                "\u200E-1",
                "\uFEFF@x",
                "‘＝1",
                "−1",
                "1234567890123456",
                "00491234"
            })
    void aTextThatCouldBeAFormulaGetsAnApostrophe(String text) {
        assertEquals("'" + text, cell(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "\"=1\"", "\t", "\rx", " \r\n=1"})
    void aFormulaWithASeparatorIsAlsoQuoted(String text) {
        assertEquals("\"'" + text.replace("\"", "\"\"") + '"', cell(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a;=1+1", "a;b", "a,b", "a\tb", "a\rb", "a\nb", "a\r\nb", "a\"b", "；\u2028"})
    void aTextWithASeparatorIsQuoted(String text) {
        assertEquals('"' + text.replace("\"", "\"\"") + '"', cell(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"H1", "第一医院", "a=b", "1-2", "x@y.example", "BANK-TX-77", "123456789012345"})
    void otherTextsAreUnchanged(String text) {
        assertEquals(text, cell(text));
    }

    @Test
    void onlyTextsGetAnApostrophe() {
        assertEquals("-5", cell(-5));
        assertEquals("-5.00", cell(new BigDecimal("-5.00")));
        assertEquals("9223372036854775807", cell(Long.MAX_VALUE));
        assertEquals("2026-03-01T09:00:00Z", cell(Instant.parse("2026-03-01T09:00:00Z")));
    }
}
