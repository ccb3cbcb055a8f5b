package scrip.core.order;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
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
        int storageYears() {
            if (storageTerm == null) {
                throw new IllegalArgumentException("no storage term");
            }
            return storageTerm;
        }

        /// The whole years of the term.
        int years() {
            return months / MONTHS_OF_YEAR.intValueExact();
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
        BigDecimal total = Money.rounded(exact(price, measure, chosen.amount()), currency);
        Text formula = new Formula(item, price, measure, chosen.amount(), currency).text(total);
        return new Priced(total, currency, formula, chosen.agreed(), chosen.unused());
    }

    private static BigDecimal exact(Price price, Measure measure, BigDecimal unit) {
        BigDecimal exact = unit.multiply(BigDecimal.valueOf(measure.quantity()));
        return switch (price) {
            case Price.PerMonth _ -> exact.multiply(BigDecimal.valueOf(measure.months()));
            case Price.PerYear _ -> exact.multiply(BigDecimal.valueOf(measure.years()));
            case Price.PerUnitAndYear _ ->
                    exact.multiply(BigDecimal.valueOf(measure.storageYears()));
            case Price.PerUnit _, Price.PerUnitByStorageTerm _, Price.Once _ -> exact;
        };
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
}
