package scrip.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A table as a sheet of Excel. Texts are text cells, so nothing in them is a formula and no digits
/// are rounded; numbers, dates and times are what they are.
final class Xlsx implements TableWriter {

    /// Rows kept before they are written out.
    private static final int ROWS_KEPT = 500;

    private static final int CELL_CHARACTERS_MAX = 32_767;

    private final Workbook book;
    private final Worksheet sheet;
    private int rows;

    Xlsx(OutputStream out) {
        this.book = new Workbook(out, "Scrip", "1.0");
        this.sheet = book.newWorksheet("Scrip");
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            switch (cell) {
                case null -> {}
                case Number number -> sheet.value(rows, column, number);
                case LocalDateTime time -> {
                    sheet.value(rows, column, time);
                    sheet.style(rows, column).format("yyyy-mm-dd hh:mm:ss").set();
                }
                case LocalDate date -> {
                    sheet.value(rows, column, date);
                    sheet.style(rows, column).format("yyyy-mm-dd").set();
                }
                default -> sheet.inlineString(rows, column, fitting(cell.toString()));
            }
        }
        if (rows == 0) {
            sheet.freezePane(0, 1);
        }
        rows++;
        if (rows % ROWS_KEPT == 0) {
            sheet.flush();
        }
    }

    private static String fitting(String text) {
        return text.substring(0, Math.min(text.length(), CELL_CHARACTERS_MAX));
    }

    @Override
    public void end() throws IOException {
        book.finish();
    }
}
