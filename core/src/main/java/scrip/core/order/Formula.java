package scrip.core.order;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import scrip.core.catalog.Item;
import scrip.core.catalog.Price;
import scrip.core.catalog.Text;
import scrip.core.order.Pricing.Measure;
import scrip.core.text.English;

/// How a price was calculated, in words and numbers (C8).
///
/// @param unit the price of one set or unit
record Formula(Item item, Price price, Measure measure, BigDecimal unit, Currency currency) {

    /// The formula in both languages, up to its total.
    Text text(BigDecimal total) {
        String sum = " = " + cost(total);
        return new Text(english() + sum, chinese() + sum);
    }

    private String english() {
        String cost = cost(unit);
        String sets = counted("set");
        String units = counted(item.unit().en());
        return switch (price) {
            case Price.PerMonth _ ->
                    "%s × %s × %s".formatted(cost, sets, counted(measure.months(), "month"));
            case Price.PerYear _ ->
                    "%s × %s × %s".formatted(cost, sets, counted(measure.years(), "year"));
            case Price.PerUnit _ -> "%s × %s".formatted(units, cost);
            case Price.PerUnitByStorageTerm _ ->
                    "%s × %s (%s of storage)"
                            .formatted(units, cost, counted(measure.storageYears(), "year"));
            case Price.PerUnitAndYear _ ->
                    "%s × %s per year × %s"
                            .formatted(units, cost, counted(measure.storageYears(), "year"));
            case Price.Once _ -> "%s × %s".formatted(cost, sets);
        };
    }

    private String chinese() {
        String cost = cost(unit);
        String quantity = number(BigDecimal.valueOf(measure.quantity()));
        String units = quantity + " " + item.unit().zh();
        return switch (price) {
            case Price.PerMonth _ ->
                    "%s × %s 套 × %s 个月".formatted(cost, quantity, measure.months());
            case Price.PerYear _ -> "%s × %s 套 × %s 年".formatted(cost, quantity, measure.years());
            case Price.PerUnit _ -> "%s × %s".formatted(units, cost);
            case Price.PerUnitByStorageTerm _ ->
                    "%s × %s（存储 %s 年）".formatted(units, cost, measure.storageYears());
            case Price.PerUnitAndYear _ ->
                    "%s × %s/年 × %s 年".formatted(units, cost, measure.storageYears());
            case Price.Once _ -> "%s × %s 套".formatted(cost, quantity);
        };
    }

    /// The quantity of the line, of a noun.
    private String counted(String noun) {
        return number(BigDecimal.valueOf(measure.quantity()))
                + " "
                + English.noun(measure.quantity(), noun);
    }

    private static String counted(int count, String noun) {
        return count + " " + English.noun(count, noun);
    }

    private String cost(BigDecimal amount) {
        return number(amount) + " " + currency.getCurrencyCode();
    }

    /// A number with grouping and at least the decimals it has.
    private static String number(BigDecimal value) {
        DecimalFormat form =
                new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        form.setMinimumFractionDigits(Math.max(0, value.scale()));
        form.setMaximumFractionDigits(Math.max(0, value.scale()));
        return form.format(value);
    }
}
