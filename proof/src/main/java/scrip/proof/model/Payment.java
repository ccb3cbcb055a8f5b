package scrip.proof.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Money that came in once, and what of it went where (M1, R17). */
final class Payment {
    final BigDecimal amount;
    final String currency;

    /** The orders it named, in that order. */
    final List<Order> named;

    /** What of it no order has. */
    BigDecimal rest;

    final Map<Order, BigDecimal> shares = new LinkedHashMap<>();

    /** What orders had of it when the bank took it back; null while it has not. */
    Map<Order, BigDecimal> taken;

    Payment(BigDecimal amount, String currency, List<Order> named) {
        this.amount = amount;
        this.currency = currency;
        this.named = named;
        rest = amount;
    }

    /** An order gets as much as it needs and there is, at most `limit` (null: no limit). */
    BigDecimal give(Order order, BigDecimal limit) {
        BigDecimal part = order.due().min(rest);
        part = limit == null ? part : part.min(limit);
        if (part.signum() > 0) {
            shares.merge(order, part, BigDecimal::add);
            rest = rest.subtract(part);
        }
        return part;
    }

    /** What an order had becomes unapplied. */
    void free(Order order) {
        BigDecimal share = shares.remove(order);
        rest = share == null ? rest : rest.add(share);
    }

    /** The orders it paid, or had paid when it was taken back: named ones first, older before. */
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

    /** Whether an order has a share, or had one when it was taken back. */
    boolean concerns(Order order) {
        return (taken == null ? shares : taken).containsKey(order);
    }
}
