package scrip.proof.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** One line of an order, as requested. */
final class Line {
    /** The fields as they came, to be copied by a renewal (O6). */
    final Map<String, Object> fields;

    /** The name of its future pack or service; may be null. */
    String name;

    Item item;

    /** The organization it is for (`for`, else the account). */
    String target;

    boolean targetNamed;

    final String plan;
    final Long quantity;
    final Long months;
    final Long years;
    final Long storageYears;

    /** The local date on which maintenance is to start, or null for at once (S3). */
    LocalDate starts;

    /** An additional set instead of more months for an existing one (R14). */
    final boolean add;

    BigDecimal total = BigDecimal.ZERO;

    /** C9: `currency` or `unit` where the agreed price of the item does not apply. */
    String agreedPriceUnused = "none";

    /** Units of the bonus pack that comes with it (C9). */
    long bonus;

    Line(Map<String, Object> fields, String account, ZoneId zone) {
        this.fields = fields;
        name = Fields.text(fields, "as");
        targetNamed = fields.get("for") != null;
        target = targetNamed ? Fields.text(fields, "for") : account;
        plan = Fields.text(fields, "plan");
        quantity = fields.get("quantity") == null ? 1L : Fields.number(fields, "quantity");
        months = Fields.number(fields, "months");
        years = Fields.number(fields, "years");
        storageYears = Fields.number(fields, "storage_years");
        starts = Fields.date(fields.get("starts"), zone);
        add = "add".equals(Fields.text(fields, "capacity"));
    }

    boolean annual() {
        return "annual".equals(plan);
    }

    /** T3: a year is 12 months. */
    long monthsInAll() {
        return (months == null ? 0 : months) + 12 * (years == null ? 0 : years);
    }

    /** The storage term of what is bought; 0 where the resource has none (R4). */
    long term() {
        if (!item.storage()) {
            return 0;
        }
        return annual() ? years : storageYears;
    }
}
