package scrip.proof.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One payment received, and how it was applied (M1, R17). */
final class Payment {
    final BigDecimal amount;
    final String currency;

    /** The orders it named, in that order. */
    final List<Order> named;

    /** The part that is not applied to any order. */
    BigDecimal rest;

    final Map<Order, BigDecimal> shares = new LinkedHashMap<>();

    /** What orders had of it when the bank recalled it; null if it is not recalled. */
    Map<Order, BigDecimal> taken;

    Payment(BigDecimal amount, String currency, List<Order> named) {
        this.amount = amount;
        this.currency = currency;
        this.named = named;
        rest = amount;
    }

    /** Applies to an order what it needs and is left, at most `limit` (null: no limit). */
    BigDecimal give(Order order, BigDecimal limit) {
        BigDecimal part = order.due().min(rest);
        part = limit == null ? part : part.min(limit);
        if (part.signum() > 0) {
            shares.merge(order, part, BigDecimal::add);
            rest = rest.subtract(part);
        }
        return part;
    }

    /** Frees the share of an order; it becomes unapplied. */
    void free(Order order) {
        BigDecimal share = shares.remove(order);
        rest = share == null ? rest : rest.add(share);
    }

    /** The orders it paid, or had paid when it was recalled: named ones first, then by age. */
    List<Order> orders() {
        Map<Order, BigDecimal> all = taken == null ? shares : taken;
        List<Order> first = named.stream().filter(all::containsKey).distinct().toList();
        return Stream.concat(
                        first.stream(),
                        all.keySet().stream()
                                .filter(order -> !first.contains(order))
                                .sorted(Comparator.comparingLong(Order::place)))
                .toList();
    }

    /** The orders it pays, and one more. */
    List<Order> with(Order order) {
        return Stream.concat(orders().stream(), Stream.of(order)).toList();
    }

    /** Whether an order has a share, or had one when it was recalled. */
    boolean concerns(Order order) {
        return (taken == null ? shares : taken).containsKey(order);
    }
}
