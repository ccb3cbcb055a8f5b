package scrip.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table row by row.
interface TableWriter {
    /// The writer of a format.
    static TableWriter of(TableFormat format, OutputStream out) {
        return switch (format) {
            case CSV -> new Csv(out);
            case XLSX -> new Xlsx(out);
        };
    }

    /// Adds a row; null is an empty cell. A cell is a text, a number, a local date or a local time.
    void row(List<? extends @Nullable Object> cells) throws IOException;

    /// Ends the table.
    void end() throws IOException;
}
