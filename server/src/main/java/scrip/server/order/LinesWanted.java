package scrip.server.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineRequest;
import scrip.server.http.Forms;
import scrip.server.http.Input;

/// The lines of an order or a quote as a buyer asks for them, read from a body.
final class LinesWanted {

    private static final int LINES_MAX = 100;
    private static final long QUANTITY_MAX = 1_000_000_000;

    private LinesWanted() {}

    /// The field `lines`.
    static List<LineRequest> read(Input body) {
        return body.objects("lines", LINES_MAX).stream().map(LinesWanted::line).toList();
    }

    private static LineRequest line(Input line) {
        return new LineRequest(
                line.text("item", Forms.NAME_CHARACTERS_MAX),
                line.organizationOrNull("for"),
                line.textOrNull("plan", Forms.NAME_CHARACTERS_MAX),
                line.wholeOrNull("quantity", -QUANTITY_MAX, QUANTITY_MAX),
                term(line, "months", Forms.MONTHS_MAX),
                term(line, "years", Forms.YEARS_MAX),
                term(line, "storage_years", Forms.YEARS_MAX),
                line.dateOrNull("starts"),
                line.choiceOrNull("capacity", CapacityChoice.class));
    }

    private static @Nullable Integer term(Input line, String name, int most) {
        return line.intOrNull(name, -most, most);
    }
}
