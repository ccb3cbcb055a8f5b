package scrip.proof.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A price that an agreement set: an amount of a currency per `month`, `year` or `unit`, the last
 * for one storage term or, with null, for all (C9).
 */
record Agreed(BigDecimal amount, String currency, String per, Long storageYears) {

    /**
     * How a step states the price of an item: an amount, a map of its parts, or a list of these.
     */
    static List<Agreed> read(Object said, Item item) {
        List<Agreed> all = new ArrayList<>();
        for (Object one : said instanceof List<?> list ? list : List.of(said)) {
            Agreed price =
                    one instanceof Map<?, ?> ? parts(Fields.map(one), item) : bare(one, item);
            boolean term = price.storageYears == null || price.per.equals("unit");
            Refusal.unless(term, "TERM_NOT_OFFERED");
            boolean twice = all.stream().anyMatch(other -> other.withAmountOf(price).equals(price));
            Refusal.unless(!twice, "PRICE_AGREED_TWICE");
            all.add(price);
        }
        return all;
    }

    private Agreed withAmountOf(Agreed other) {
        return new Agreed(other.amount, currency, per, storageYears);
    }

    /** C9: parts left out default to how the item is sold when the agreement is signed. */
    private static Agreed bare(Object amount, Item item) {
        return new Agreed(Fields.amount(amount), Prices.CURRENCY, unit(item), null);
    }

    private static Agreed parts(Map<String, Object> said, Item item) {
        Long term = Fields.number(said, "storage_years");
        String currency = Fields.text(said, "currency");
        String per = Fields.text(said, "per");
        String otherwise = term == null ? unit(item) : "unit";
        return new Agreed(
                Fields.amount(said.get("amount")),
                currency == null ? Prices.CURRENCY : currency,
                per == null ? otherwise : per.toLowerCase(Locale.ROOT),
                term);
    }

    private static String unit(Item item) {
        if (item.months()) {
            return "month";
        }
        return item.years() ? "year" : "unit";
    }

    /** The amount that applies to a line, in the unit of its offer; null if none does. */
    static BigDecimal serving(Line line, List<Agreed> prices) {
        if (sold(line).equals("unit")) {
            BigDecimal ofTerm = null;
            if ("by-quantity".equals(line.plan)) {
                ofTerm = find(prices, "unit", line.storageYears);
            }
            return ofTerm == null ? find(prices, "unit", null) : ofTerm;
        }
        BigDecimal same = find(prices, sold(line), null);
        BigDecimal month = find(prices, "month", null);
        return same != null || month == null ? same : month.multiply(BigDecimal.valueOf(12));
    }

    /** C9: why none applies: `currency` or `unit`; `none` if one does or there are none. */
    static String unused(Line line, List<Agreed> prices) {
        if (prices.isEmpty() || serving(line, prices) != null) {
            return "none";
        }
        boolean sameMoney = prices.stream().anyMatch(p -> p.currency.equals(Prices.CURRENCY));
        return sameMoney ? "unit" : "currency";
    }

    /** The unit in which the line's offer is priced. */
    private static String sold(Line line) {
        return switch (line.item.kind()) {
            case SUBSCRIPTION, CAPACITY, MAINTENANCE -> line.years == null ? "month" : "year";
            case RESOURCE, SERVICE, PERPETUAL -> "unit";
        };
    }

    private static BigDecimal find(List<Agreed> prices, String per, Long term) {
        for (Agreed price : prices) {
            boolean sameTerm =
                    term == null ? price.storageYears == null : term.equals(price.storageYears);
            if (sameTerm && price.per.equals(per) && price.currency.equals(Prices.CURRENCY)) {
                return price.amount;
            }
        }
        return null;
    }
}
