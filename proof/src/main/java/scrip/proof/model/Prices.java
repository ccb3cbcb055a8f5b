package scrip.proof.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a line costs (C8). A price is either a plain amount or a map: `month` and/or `year`
 * (subscriptions, capacity, maintenance), `by-quantity` (a map of storage years to unit price) and
 * `annual` (unit price per year) for cloud inspections, `each` for the rest.
 */
final class Prices {
    static final String CURRENCY = "USD";

    /** C8: the maximum amount of a line or an order, 10^15 cents. */
    static final BigDecimal MOST = new BigDecimal("10000000000000.00");

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    private final Map<String, Object> data = new HashMap<>();

    Prices(Map<String, Object> given) {
        examples();
        data.putAll(given);
    }

    private void examples() {
        data.put("ipc/pre-consultation-assistant", Map.of("month", "5900"));
        data.put("ipc/pre-visit-checkup-assistant", Map.of("year", "70000"));
        data.put("ipc/health-analysis-summary", Map.of("month", "27000"));
        data.put("ipc/checkup-report-recommendation", Map.of("month", "13500"));
        data.put("ipc/checkup-report-summary", Map.of("month", "13500"));
        data.put("ipc/checkup-knowledge-customization", Map.of("month", "50000"));
        data.put("ipc/overseas-deployment", "70000");
        Map<String, Object> terms =
                Map.of("1", "1", "2", "1.80", "3", "2.50", "5", "4", "10", "7", "15", "9.50");
        data.put("aimis/cloud-inspection", Map.of("by-quantity", terms, "annual", "0.90"));
        data.put("aimis/mimi-ai-report", "0.50");
        data.put("aimis/mimi-ai-report-onsite", "100000");
        data.put("aimis/delivery", "5000");
        data.put("aimis/scheduled-service", "3000");
        data.put("aimis/maintenance", Map.of("month", "1000"));
    }

    /**
     * The amount of a line, rounded once, half even: at the agreed price that applies to it (C9),
     * otherwise at the catalog's, multiplied by `dearer` (C1).
     */
    BigDecimal total(Line line, List<Agreed> agreed, BigDecimal dearer) {
        BigDecimal serving = Agreed.serving(line, agreed);
        BigDecimal one =
                serving == null ? listed(line).multiply(dearer) : serving.multiply(times(line));
        BigDecimal exact = one.multiply(BigDecimal.valueOf(line.quantity));
        return exact.setScale(2, RoundingMode.HALF_EVEN);
    }

    /** How many months or years, in the unit of the offer, one set or unit is paid for. */
    private static BigDecimal times(Line line) {
        boolean years = line.years != null;
        return switch (line.item.kind()) {
            case SUBSCRIPTION, MAINTENANCE, CAPACITY ->
                    BigDecimal.valueOf(years ? line.years : line.months);
            case SERVICE, PERPETUAL -> BigDecimal.ONE;
            case RESOURCE -> line.annual() ? BigDecimal.valueOf(line.years) : BigDecimal.ONE;
        };
    }

    /** What one set or unit of a line costs according to the catalog. */
    private BigDecimal listed(Line line) {
        Object price = data.get(line.item.name());
        return switch (line.item.kind()) {
            case SUBSCRIPTION, MAINTENANCE, CAPACITY -> term(line, Fields.map(price), plain(price));
            case SERVICE, PERPETUAL -> each(price);
            case RESOURCE ->
                    line.item.storage()
                            ? inspection(line, Fields.map(price)).multiply(times(line))
                            : each(price);
        };
    }

    /** The price of the months or years of one set. A year at a monthly price is 12 months (T3). */
    private static BigDecimal term(Line line, Map<String, Object> price, BigDecimal plain) {
        BigDecimal month = plain == null ? Fields.amount(price.get("month")) : plain;
        BigDecimal year = Fields.amount(price.get("year"));
        if (month == null && year == null) {
            month = BigDecimal.valueOf(100);
        }
        if (line.years != null && year != null) {
            return year.multiply(BigDecimal.valueOf(line.years));
        }
        BigDecimal months = BigDecimal.valueOf(line.monthsInAll());
        if (month != null) {
            return month.multiply(months);
        }
        return year.multiply(months).divide(MONTHS_OF_YEAR, 10, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal inspection(Line line, Map<String, Object> price) {
        if (line.annual()) {
            return Fields.amount(price.get("annual"));
        }
        Object unit = Fields.map(price.get("by-quantity")).get(line.storageYears.toString());
        return Fields.amount(unit);
    }

    private static BigDecimal plain(Object price) {
        return price == null || price instanceof Map ? null : Fields.amount(price);
    }

    private static BigDecimal each(Object price) {
        BigDecimal plain = plain(price);
        return plain == null ? Fields.amount(Fields.map(price).get("each")) : plain;
    }
}
