package scrip.core.money;

import java.math.BigDecimal;
import java.util.Currency;

/// The exact sum of amounts of one currency. It is of any size: each amount has a limit (C8), and
/// how many there are has none.
///
/// @param decimal with all the decimals of its currency, `5900.00`
public record MoneySum(BigDecimal decimal, Currency currency) {

    /// The sum of one amount.
    public static MoneySum of(Money money) {
        return new MoneySum(money.decimal(), money.currency());
    }

    public MoneySum plus(MoneySum other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency);
        }
        return new MoneySum(decimal.add(other.decimal), currency);
    }
}
