package scrip.core.order;

import java.util.Collections;
import java.util.Currency;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.money.Money;

/// What of a payment went where (M1). The parts add up to what the payment brought.
///
/// @param shares what orders have of it
/// @param returned what was sent back of it
/// @param cured what paid money that the account owed (R17)
/// @param rest what is unapplied
public record Split(
        SortedMap<OrderId, Money> shares,
        SortedMap<MoneyReturnId, Money> returned,
        Money cured,
        Money rest) {

    /// Nothing of it is anywhere.
    static Split nothing(Currency currency) {
        return fresh(Money.zero(currency), Money.zero(currency));
    }

    /// Money that has just come.
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

    /// What is no longer there when the bank takes the payment back: sent away, or used up (R17).
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
