package scrip.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An exact amount: `minor` units (cents for USD) of one currency (C8). Never floating point; sums
/// of two currencies and overflow throw.
public record Money(long minor, Currency currency) implements Comparable<Money> {

    /// The maximum minor units of one price, total or payment (C8).
    public static final long MINOR_MAX = 1_000_000_000_000_000L;

    /// The maximum minor units of all that an account was ever paid in one currency, so that no sum
    /// of its money can exceed what can be held (C8).
    public static final long MINOR_SUM_MAX = 1_000 * MINOR_MAX;

    /// Zero, in a currency.
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /// An exact decimal, rounded once, half even, to the minor unit of the currency (C8). It may
    /// exceed the maximum amount.
    public static BigDecimal rounded(BigDecimal exact, Currency currency) {
        return exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN);
    }

    /// A decimal that must not need rounding, such as `"5900.00"` from a bank.
    ///
    /// @throws ArithmeticException if it has more decimals than the currency or is too large
    public static Money exactly(BigDecimal decimal, Currency currency) {
        return new Money(
                decimal.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY)
                        .unscaledValue()
                        .longValueExact(),
                currency);
    }

    /// A decimal as somebody states it, of any size: one that cannot be held counts as the largest
    /// that can, which exceeds every maximum.
    ///
    /// @throws ArithmeticException if it has more decimals than the currency
    public static Money stated(BigDecimal decimal, Currency currency) {
        BigDecimal largest =
                BigDecimal.valueOf(Long.MAX_VALUE, currency.getDefaultFractionDigits());
        return exactly(decimal.min(largest), currency);
    }

    /// Whether an amount exceeds the maximum of one price, total or payment (C8).
    public static boolean tooLarge(BigDecimal exact, Currency currency) {
        return exact.compareTo(most(currency)) > 0;
    }

    /// The maximum of one price, total or payment in a currency (C8).
    public static BigDecimal most(Currency currency) {
        return BigDecimal.valueOf(MINOR_MAX, currency.getDefaultFractionDigits());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    /// The amount as a decimal with all the decimals of its currency, `5900.00`.
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency);
        }
        return other;
    }
}
