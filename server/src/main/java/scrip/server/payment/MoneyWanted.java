package scrip.server.payment;

import java.math.BigDecimal;
import java.util.Currency;
import scrip.core.money.Money;
import scrip.server.http.Input;

/// An amount of money in a body.
final class MoneyWanted {

    /// How many minor units a single amount has at most (C8).
    private static final BigDecimal MINOR_MAX = BigDecimal.TEN.pow(15);

    private MoneyWanted() {}

    /// More than nothing, with no more decimals than the currency has. Of faulty input nothing.
    static Money read(Input money) {
        BigDecimal amount = money.decimal("amount");
        Currency currency =
                money.parsed("currency", "a currency such as USD", Currency::getInstance);
        if (currency == null) {
            if (!money.has("currency")) {
                money.fault("currency", "is missing");
            }
            return Money.zero(Currency.getInstance("USD"));
        }
        int decimals = Math.max(0, currency.getDefaultFractionDigits());
        if (amount.signum() == 0 || amount.stripTrailingZeros().scale() > decimals) {
            money.fault("amount", "write more than 0, with at most " + decimals + " decimals");
            return Money.zero(currency);
        }
        if (amount.movePointRight(decimals).compareTo(MINOR_MAX) > 0) {
            money.fault(
                    "amount", "write at most " + MINOR_MAX.movePointLeft(decimals).toPlainString());
            return Money.zero(currency);
        }
        return Money.exactly(amount, currency);
    }
}
