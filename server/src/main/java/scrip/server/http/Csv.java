package scrip.server.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.core.text.Unicode;

/// A table as CSV (RFC 4180) in UTF-8 with a mark at its beginning, so that spreadsheets read it.
///
/// A text that a spreadsheet of any language could take for a formula, or whose digits it would
/// round, gets an apostrophe before it; one that holds what separates cells or rows anywhere is
/// quoted. What is no text, such as a negative number, stays as it is.
public final class Csv {

    /// What begins a formula, also in the wide forms of Chinese and Japanese keyboards.
    private static final String FORMULA =
            "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE66\uFE62\uFE63\uFE6B\t\r\n";

    private static final String SEPARATORS = "\",;\t\n\r\u0085\u2028\u2029";
    private static final String QUOTES = "\"'`\u2018\u2019\u201C\u201D\uFF02\uFF07";

    /// A number of more digits than a spreadsheet keeps.
    private static final Pattern ROUNDED = Pattern.compile("[0-9]{16,}");

    private final StringBuilder text = new StringBuilder("\uFEFF");

    public Csv(String... columns) {
        row((Object[]) columns);
    }

    /// Adds a row; null is an empty cell.
    public void row(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        text.append("\r\n");
    }

    public String text() {
        return text.toString();
    }

    /// A value of ours that is written like a text and is none, such as an amount of money.
    record Plain(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String plain = value.toString();
        String safe = value instanceof String && isReadOtherwise(plain) ? "'" + plain : plain;
        boolean quoted = safe.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /// Whether a spreadsheet could read a text as something else than this text.
    private static boolean isReadOtherwise(String text) {
        return ROUNDED.matcher(text).matches() || isFormula(text);
    }

    private static boolean isFormula(String text) {
        return text.codePoints()
                .dropWhile(c -> FORMULA.indexOf(c) < 0 && isPassedOver(c))
                .limit(1)
                .anyMatch(c -> FORMULA.indexOf(c) >= 0);
    }

    /// Whether a spreadsheet, or who copies from it, may lose a character before it looks at what
    /// the cell holds.
    private static boolean isPassedOver(int character) {
        return QUOTES.indexOf(character) >= 0
                || Character.isISOControl(character)
                || !Unicode.isVisible(Character.toString(character));
    }
}
