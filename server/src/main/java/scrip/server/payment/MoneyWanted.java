package scrip.server.payment;

import java.math.BigDecimal;
import java.util.Currency;
import scrip.core.money.Money;
import scrip.server.http.Forms;
import scrip.server.http.Input;

/// An amount of money in a body.
final class MoneyWanted {

    /// In place of a currency that is missing or faulty: none has more decimals.
    private static final Currency UNKNOWN = Currency.getInstance("CLF");

    private MoneyWanted() {}

    /// A positive amount with no more decimals than the currency has. Faulty input gives zero.
    static Money read(Input money) {
        BigDecimal amount = money.decimal("amount");
        Currency currency = money.parsed("currency", Forms.CURRENCY, Forms::currency, UNKNOWN);
        int decimals = currency.getDefaultFractionDigits();
        if (amount.signum() == 0 || amount.stripTrailingZeros().scale() > decimals) {
            money.fault("amount", "write more than 0, with at most " + decimals + " decimals");
            return Money.zero(currency);
        }
        return Money.stated(amount, currency);
    }
}
