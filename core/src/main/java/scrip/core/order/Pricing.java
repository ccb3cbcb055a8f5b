package scrip.core.order;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.Price;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.order.AgreedPrice.Per;
import scrip.core.order.AgreedPrice.Unused;

/// Prices a checked line, with the formula in words and numbers (C8).
public final class Pricing {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    private Pricing() {}

    /// A price and how it was calculated.
    ///
    /// @param total rounded once, to the decimals of the currency; it may exceed the maximum amount
    /// @param agreed whether an agreement set the price (C9)
    /// @param unused why an agreed price for the item was not applied; null if it was, or there is
    ///   none
    public record Priced(
            BigDecimal total,
            Currency currency,
            Text formula,
            boolean agreed,
            @Nullable Unused unused) {

        /// Whether the total exceeds the maximum of one line or order (C8).
        public boolean tooLarge() {
            return Money.tooLarge(total, currency);
        }

        /// The total as money.
        ///
        /// @throws ArithmeticException if it is too large
        public Money money() {
            return Money.exactly(total, currency);
        }
    }

    /// The price of one set or unit, and whether it was agreed.
    private record UnitPrice(BigDecimal amount, boolean agreed, @Nullable Unused unused) {}

    /// The inputs of a price besides the item's own price.
    ///
    /// @param quantity sets or units
    /// @param months the term in months; 0 for none
    /// @param storageTerm the storage term in years; null for none
    public record Measure(long quantity, int months, @Nullable Integer storageTerm) {

        /// The years of storage, which a price by storage term or by year demands.
        private int storageYears() {
            if (storageTerm == null) {
                throw new IllegalArgumentException("no storage term");
            }
            return storageTerm;
        }
    }

    /// Prices a line: rounded once, half even (C8).
    ///
    /// @param agreement the account's agreement for the product, which may set other prices (C9)
    public static Priced price(
            Item item,
            Price price,
            Measure measure,
            Currency currency,
            @Nullable Agreement agreement) {
        UnitPrice chosen = unitPrice(item, price, measure, currency, agreement);
        BigDecimal unit = chosen.amount();
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
        BigDecimal total = Money.rounded(exact, currency);
        String sum = " = " + number(total) + " " + money;
        Text formula = new Text(en + sum, zh + sum);
        return new Priced(total, currency, formula, chosen.agreed(), chosen.unused());
    }

    /// The unit price: the agreed one if it has the offer's currency and unit; otherwise, even if
    /// an agreed price was not applied, the catalog's less the agreement's discount (C9).
    private static UnitPrice unitPrice(
            Item item,
            Price price,
            Measure measure,
            Currency currency,
            @Nullable Agreement agreement) {
        BigDecimal listed = listed(price, measure);
        if (agreement == null) {
            return new UnitPrice(listed, false, null);
        }
        List<AgreedPrice> prices =
                agreement.prices().stream().filter(p -> p.item().equals(item.id())).toList();
        List<AgreedPrice> inCurrency =
                prices.stream().filter(p -> p.currency().equals(currency)).toList();
        BigDecimal agreed = agreed(price, measure, inCurrency);
        if (agreed != null) {
            return new UnitPrice(agreed, true, null);
        }
        Unused unused =
                prices.isEmpty() ? null : inCurrency.isEmpty() ? Unused.CURRENCY : Unused.UNIT;
        BigDecimal share = HUNDRED.subtract(agreement.discountPercent());
        boolean whole = share.compareTo(HUNDRED) == 0;
        return new UnitPrice(
                whole ? listed : listed.multiply(share.movePointLeft(2)), false, unused);
    }

    private static BigDecimal listed(Price price, Measure measure) {
        return switch (price) {
            case Price.PerMonth p -> p.amount();
            case Price.PerYear p -> p.amount();
            case Price.PerUnit p -> p.amount();
            case Price.PerUnitAndYear p -> p.amount();
            case Price.Once p -> p.amount();
            case Price.PerUnitByStorageTerm p -> termPrice(p, measure.storageYears());
        };
    }

    /// The agreed price for an offer's unit; null if there is none. A price for exactly that unit
    /// takes precedence over one that also applies: per year over twelve months, one storage term
    /// over all.
    private static @Nullable BigDecimal agreed(
            Price price, Measure measure, List<AgreedPrice> prices) {
        return switch (price) {
            case Price.PerMonth _ -> find(prices, Per.MONTH, null);
            case Price.PerYear _ -> {
                BigDecimal year = find(prices, Per.YEAR, null);
                BigDecimal month = find(prices, Per.MONTH, null);
                yield year != null || month == null ? year : month.multiply(MONTHS_OF_YEAR);
            }
            case Price.PerUnitByStorageTerm _ -> {
                BigDecimal term = find(prices, Per.UNIT, measure.storageYears());
                yield term != null ? term : find(prices, Per.UNIT, null);
            }
            case Price.PerUnit _, Price.PerUnitAndYear _, Price.Once _ ->
                    find(prices, Per.UNIT, null);
        };
    }

    private static @Nullable BigDecimal find(
            List<AgreedPrice> prices, Per per, @Nullable Integer storageYears) {
        for (AgreedPrice price : prices) {
            if (price.per() == per && Objects.equals(price.storageYears(), storageYears)) {
                return price.amount();
            }
        }
        return null;
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
