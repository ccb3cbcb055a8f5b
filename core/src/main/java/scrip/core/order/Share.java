package scrip.core.order;

import java.util.Currency;
import java.util.List;
import scrip.core.money.Money;

/// A part of one payment.
public record Share(PaymentId payment, Money amount) {

    /// The sum of several shares.
    public static Money sum(List<Share> shares, Currency currency) {
        return shares.stream().map(Share::amount).reduce(Money.zero(currency), Money::plus);
    }
}
