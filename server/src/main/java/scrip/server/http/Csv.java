package scrip.server.http;

import org.jspecify.annotations.Nullable;

/// A table as CSV (RFC 4180) in UTF-8 with a mark at its beginning, so that spreadsheets read it. A
/// text that a spreadsheet would take for a formula gets an apostrophe before it.
public final class Csv {

    private static final String FORMULA = "=+-@\t\r";

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

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String plain = value.toString();
        boolean formula =
                value instanceof String
                        && !plain.isEmpty()
                        && FORMULA.indexOf(plain.charAt(0)) >= 0;
        String safe = formula ? "'" + plain : plain;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
