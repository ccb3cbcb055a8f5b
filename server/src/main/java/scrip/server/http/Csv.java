package scrip.server.http;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.core.text.Unicode;

/// A table as CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets detect the
/// encoding.
///
/// A text that a spreadsheet of any language could take for a formula, or whose digits it would
/// round, is prefixed with an apostrophe; a text that contains a separator of cells or rows in any
/// locale is quoted. Values that are not text, such as a negative number, stay as they are.
final class Csv implements TableWriter {

    /// The characters that begin a formula, including the full-width forms of Chinese and Japanese
    /// keyboards.
    private static final String FORMULA =
            "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE66\uFE62\uFE63\uFE6B\t\r\n";

    private static final String SEPARATORS = "\",;\t\n\r\u0085\u2028\u2029";
    private static final String QUOTES = "\"'`\u2018\u2019\u201C\u201D\uFF02\uFF07";

    /// A number with more digits than a spreadsheet stores, or that begins with a zero it would
    /// drop.
    private static final Pattern ROUNDED = Pattern.compile("[0-9]{16,}|0[0-9]+");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Writer writer;
    private boolean isBegun;

    Csv(OutputStream out) {
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (!isBegun) {
            writer.write('\uFEFF');
            isBegun = true;
        }
        for (int i = 0; i < cells.size(); i++) {
            writer.write(i == 0 ? "" : ",");
            writer.write(cell(cells.get(i)));
        }
        writer.write("\r\n");
    }

    @Override
    public void end() throws IOException {
        writer.flush();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String plain =
                switch (value) {
                    case LocalDateTime time -> TIME.format(time);
                    case BigDecimal number -> number.toPlainString();
                    default -> value.toString();
                };
        String safe = value instanceof String && isReadOtherwise(plain) ? "'" + plain : plain;
        boolean quoted = safe.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /// Whether a spreadsheet could interpret a text as something other than text.
    private static boolean isReadOtherwise(String text) {
        return ROUNDED.matcher(text).matches() || isFormula(text);
    }

    private static boolean isFormula(String text) {
        return text.codePoints()
                .dropWhile(c -> FORMULA.indexOf(c) < 0 && isPassedOver(c))
                .limit(1)
                .anyMatch(c -> FORMULA.indexOf(c) >= 0);
    }

    /// Whether a spreadsheet, or copying from it, may drop a leading character before the cell is
    /// interpreted.
    private static boolean isPassedOver(int character) {
        return QUOTES.indexOf(character) >= 0
                || Character.isISOControl(character)
                || !Unicode.isVisible(Character.toString(character));
    }
}
