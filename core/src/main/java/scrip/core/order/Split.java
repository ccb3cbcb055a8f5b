package scrip.core.order;

import java.util.Collections;
import java.util.Currency;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.money.Money;

/// How a payment is allocated (M1). The parts add up to the amount of the payment.
///
/// @param shares the parts allocated to orders
/// @param returned the parts returned
/// @param cured the part that paid a debt of the account (R17)
/// @param rest the unapplied part
public record Split(
        SortedMap<OrderId, Money> shares,
        SortedMap<MoneyReturnId, Money> returned,
        Money cured,
        Money rest) {

    /// Nothing allocated, and nothing unapplied.
    static Split nothing(Currency currency) {
        return fresh(Money.zero(currency), Money.zero(currency));
    }

    /// The allocation of money just received.
    static Split fresh(Money cured, Money rest) {
        return new Split(
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                cured,
                rest);
    }

    /// The share of an order; zero if it has none.
    public Money share(OrderId order) {
        return shares.getOrDefault(order, Money.zero(rest.currency()));
    }

    /// The part that is gone when the bank recalls the payment: returned, or used to pay a debt
    /// (R17).
    public Money gone() {
        return returned.values().stream().reduce(cured, Money::plus);
    }

    Split give(OrderId order, Money amount) {
        return new Split(
                with(shares, order, share(order).plus(amount)),
                returned,
                cured,
                rest.minus(amount));
    }

    Split takeBack(OrderId order) {
        SortedMap<OrderId, Money> others = new TreeMap<>(shares);
        others.remove(order);
        return new Split(
                Collections.unmodifiableSortedMap(others),
                returned,
                cured,
                rest.plus(share(order)));
    }

    Split sendBack(MoneyReturnId id, Money amount) {
        return new Split(shares, with(returned, id, amount), cured, rest.minus(amount));
    }

    private static <K> SortedMap<K, Money> with(SortedMap<K, Money> map, K key, Money amount) {
        SortedMap<K, Money> copy = new TreeMap<>(map);
        copy.put(key, amount);
        return Collections.unmodifiableSortedMap(copy);
    }
}
