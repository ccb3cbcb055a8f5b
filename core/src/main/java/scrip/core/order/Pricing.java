package scrip.core.order;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.Price;
import scrip.core.catalog.Text;
import scrip.core.money.Money;

/// What a checked line costs, with its formula in words and numbers (C8).
public final class Pricing {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    private Pricing() {}

    /// A price and how it came about.
    public record Priced(Money total, Text formula) {}

    /// What decides a price besides the item's own price form.
    ///
    /// @param quantity sets or units
    /// @param months the term in months; 0 for none
    /// @param storageYears the storage term; 0 for none
    public record Measure(long quantity, int months, int storageYears) {}

    /// Prices a line: rounded once, half even (C8).
    ///
    /// @param agreement the account's agreement for the product, which may set other prices (C9)
    public static Priced price(
            Item item,
            Price price,
            Measure measure,
            Currency currency,
            @Nullable Agreement agreement) {
        BigDecimal unit = unitPrice(item, price, measure, agreement);
        BigDecimal exact = unit.multiply(BigDecimal.valueOf(measure.quantity()));
        String money = currency.getCurrencyCode();
        String amount = number(unit);
        String quantity = number(BigDecimal.valueOf(measure.quantity()));
        String en;
        String zh;
        String unitEn = measure.quantity() == 1 ? item.unit().en() : item.unit().en() + "s";
        String unitZh = item.unit().zh();
        switch (price) {
            case Price.PerMonth _ -> {
                exact = exact.multiply(BigDecimal.valueOf(measure.months()));
                en =
                        "%s %s × %s × %s"
                                .formatted(
                                        amount,
                                        money,
                                        sets(quantity),
                                        counted(measure.months(), "month"));
                zh =
                        "%s × %s 套 × %d 个月"
                                .formatted(amount + " " + money, quantity, measure.months());
            }
            case Price.PerYear _ -> {
                int years = measure.months() / 12;
                exact = exact.multiply(BigDecimal.valueOf(years));
                en =
                        "%s %s × %s × %s"
                                .formatted(amount, money, sets(quantity), counted(years, "year"));
                zh = "%s × %s 套 × %d 年".formatted(amount + " " + money, quantity, years);
            }
            case Price.PerUnit _ -> {
                en = "%s %s × %s %s".formatted(quantity, unitEn, amount, money);
                zh = "%s %s × %s %s".formatted(quantity, unitZh, amount, money);
            }
            case Price.PerUnitByStorageTerm _ -> {
                en =
                        "%s %s × %s %s (%s of storage)"
                                .formatted(
                                        quantity,
                                        unitEn,
                                        amount,
                                        money,
                                        counted(measure.storageYears(), "year"));
                zh =
                        "%s %s × %s %s（存储 %d 年）"
                                .formatted(quantity, unitZh, amount, money, measure.storageYears());
            }
            case Price.PerUnitAndYear _ -> {
                exact = exact.multiply(BigDecimal.valueOf(measure.storageYears()));
                en =
                        "%s %s × %s %s per year × %s"
                                .formatted(
                                        quantity,
                                        unitEn,
                                        amount,
                                        money,
                                        counted(measure.storageYears(), "year"));
                zh =
                        "%s %s × %s %s/年 × %d 年"
                                .formatted(quantity, unitZh, amount, money, measure.storageYears());
            }
            case Price.Once _ -> {
                en = "%s %s × %s".formatted(amount, money, sets(quantity));
                zh = "%s %s × %s 套".formatted(amount, money, quantity);
            }
        }
        Money total = Money.rounded(exact, currency);
        String sum = " = " + number(total.decimal()) + " " + money;
        return new Priced(total, new Text(en + sum, zh + sum));
    }

    /// The unit price: that of the agreement, which is per month where there is a monthly price, or
    /// the catalog's less the agreement's discount (C9).
    private static BigDecimal unitPrice(
            Item item, Price price, Measure measure, @Nullable Agreement agreement) {
        BigDecimal listed =
                switch (price) {
                    case Price.PerMonth p -> p.amount();
                    case Price.PerYear p -> p.amount();
                    case Price.PerUnit p -> p.amount();
                    case Price.PerUnitAndYear p -> p.amount();
                    case Price.Once p -> p.amount();
                    case Price.PerUnitByStorageTerm p -> termPrice(p, measure.storageYears());
                };
        if (agreement == null) {
            return listed;
        }
        BigDecimal agreed = agreement.prices().get(item.id());
        if (agreed != null) {
            return price instanceof Price.PerYear && item.pricedPerMonth()
                    ? agreed.multiply(MONTHS_OF_YEAR)
                    : agreed;
        }
        BigDecimal share = HUNDRED.subtract(agreement.discountPercent());
        return share.compareTo(HUNDRED) == 0 ? listed : listed.multiply(share.movePointLeft(2));
    }

    private static BigDecimal termPrice(Price.PerUnitByStorageTerm price, int storageYears) {
        BigDecimal amount = price.amounts().get(storageYears);
        if (amount == null) {
            throw new IllegalArgumentException("no price for " + storageYears + " years");
        }
        return amount;
    }

    private static String counted(int count, String unit) {
        return count + " " + (count == 1 ? unit : unit + "s");
    }

    private static String sets(String quantity) {
        return quantity.equals("1") ? "1 set" : quantity + " sets";
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
