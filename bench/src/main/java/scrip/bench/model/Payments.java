package scrip.bench.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Money and what it decides about orders: pay, apply, approve, cancel, recall (O2 to O5, M1, R17).
 */
final class Payments {
    private final World world;
    private final Activation activation;

    Payments(World world) {
        this.world = world;
        activation = new Activation(world);
    }

    /** M1: a transfer may be short, over, or for several orders; the provider takes what is due. */
    Map<String, Object> pay(Map<String, Object> fields) {
        List<Order> orders = orders(fields);
        Account account = orders.getFirst().account;
        Instant now = world.touch(account);
        BigDecimal amount = Fields.amount(fields.get("amount"));
        boolean transfer = amount != null;
        Instant named = Fields.instant(fields.get("received_at"), account.zone());
        Instant valueDate = named == null ? now : Calendar.earlier(named, now);
        BigDecimal rest = amount;
        if (!transfer) {
            rest = orders.stream().map(Order::due).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        String refused = null;
        List<Order> complete = new ArrayList<>();
        for (Order order : orders) {
            String fault = fault(order, rest, transfer, valueDate);
            Refusal.unless(transfer || fault == null, fault);
            if (fault == null) {
                order.takeBack();
                BigDecimal part = order.due().min(rest);
                order.paid = order.paid.add(part);
                rest = rest.subtract(part);
                if (!order.isPaid() && order.due().signum() == 0 && !complete.contains(order)) {
                    complete.add(order);
                }
            } else if (refused == null) {
                refused = fault;
            }
        }
        account.unapplied = account.unapplied.add(rest);
        complete.forEach(order -> activation.purchased(order, now));
        Map<String, Object> answer = balance(orders, account);
        if (refused != null) {
            answer.put("refused", refused);
        }
        return answer;
    }

    private List<Order> orders(Map<String, Object> fields) {
        List<Object> names = Fields.list(fields.get("orders"));
        if (names.isEmpty()) {
            names.add(Fields.required(fields, "order"));
        }
        List<Order> orders = new ArrayList<>();
        names.stream()
                .distinct()
                .forEach(name -> orders.add(World.named(world.orders, name.toString())));
        return orders;
    }

    /** C10, O4, O5: why an order cannot take its part of what is left of a payment, or null. */
    private static String fault(Order order, BigDecimal rest, boolean transfer, Instant valueDate) {
        if (order.state == Order.State.EXPIRED) {
            boolean inTime = transfer && valueDate.isBefore(order.expiresAt);
            if (!inTime || rest.add(order.canTakeBack()).compareTo(order.due()) < 0) {
                return "ORDER_EXPIRED";
            }
        }
        boolean paidOnline = order.isPaid() && !transfer;
        if (order.state == Order.State.CANCELLED || paidOnline) {
            return "ORDER_NOT_PAYABLE";
        }
        return !order.isPaid() && Ordering.unsigned(order) ? "AGREEMENT_MISSING" : null;
    }

    /** M1: unapplied money put to another order. */
    Map<String, Object> apply(Map<String, Object> fields) {
        Account account = world.account(fields);
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        Instant now = world.touch(account);
        BigDecimal amount = Fields.amount(fields.get("amount"));
        Refusal.unless(order.state != Order.State.EXPIRED, "ORDER_EXPIRED");
        boolean open = order.state == Order.State.CONFIRMED && order.account == account;
        Refusal.unless(open, "ORDER_NOT_PAYABLE");
        Refusal.unless(!Ordering.unsigned(order), "AGREEMENT_MISSING");
        Refusal.unless(amount.compareTo(account.unapplied) <= 0, "UNAPPLIED_INSUFFICIENT");
        BigDecimal part = order.due().min(amount);
        account.unapplied = account.unapplied.subtract(part);
        order.paid = order.paid.add(part);
        if (order.due().signum() == 0) {
            activation.purchased(order, now);
        }
        return balance(List.of(order), account);
    }

    private static Map<String, Object> balance(List<Order> orders, Account account) {
        BigDecimal due = BigDecimal.ZERO;
        for (Order order : orders) {
            due = due.add(order.due());
        }
        return World.outcome(
                "state", orders.getFirst().state.name(),
                "due", due.setScale(2).toPlainString(),
                "unapplied", account.unapplied.setScale(2).toPlainString());
    }

    /** O3. */
    Map<String, Object> approve(Map<String, Object> fields) {
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        Instant now = world.touch(order.account);
        Refusal.unless(order.waiting, "APPROVAL_NOT_AWAITED");
        activation.activate(order, now);
        return World.outcome("state", order.state.name());
    }

    /** O4: an unpaid order can be cancelled; there is no refund. */
    Map<String, Object> cancel(Map<String, Object> fields) {
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        world.touch(order.account);
        Refusal.unless(!order.isPaid(), "REFUND_NOT_SUPPORTED");
        Refusal.unless(order.state != Order.State.EXPIRED, "ORDER_EXPIRED");
        if (order.state == Order.State.CANCELLED) {
            world.bookedNothing();
        }
        order.state = Order.State.CANCELLED;
        order.freeMoney();
        return World.outcome("state", order.state.name());
    }

    /** R17: the bank takes the payment back. The order keeps its state. */
    Map<String, Object> recall(Map<String, Object> fields) {
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        Account account = order.account;
        Instant now = world.touch(account);
        Refusal.unless(order.state != Order.State.EXPIRED, "ORDER_EXPIRED");
        Refusal.unless(order.isPaid(), "ORDER_NOT_PAYABLE");
        if (!order.recalled) {
            order.recalled = true;
            order.waiting = false;
            account.tellBoth(now, "PAYMENT_RECALLED");
            account.pools.values().forEach(pool -> pool.recall(order, now));
            account.licenses.forEach(license -> license.withdraw(order, now));
            account.sets.forEach(set -> set.withdraw(order, now));
            for (Service service : account.services) {
                if (service.order == order) {
                    service.recall();
                }
            }
        }
        return World.outcome("state", order.state.name());
    }
}
