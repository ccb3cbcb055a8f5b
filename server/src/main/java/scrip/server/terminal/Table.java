package scrip.server.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows of text under headings, in columns as wide as their widest text.
public final class Table {

    private static final String BETWEEN = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// Adds a row.
    public void add(List<String> row) {
        rows.add(row);
    }

    /// The lines, without spaces at their ends.
    public List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String text = row.get(column);
                line.append(text)
                        .append(" ".repeat(widths[column] - text.length()))
                        .append(BETWEEN);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
