package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bank takes a payment back, or gives it again (R17). */
final class Recalls {
    private final World world;
    private final Activation activation;

    Recalls(World world) {
        this.world = world;
        activation = new Activation(world);
    }

    /** R17: the bank recalls a payment, or the last one of an order. */
    Map<String, Object> recall(Map<String, Object> fields) {
        if (fields.get("payment") != null) {
            Payment payment = World.named(world.payments, Fields.text(fields, "payment"));
            Account account = world.payers.get(payment);
            Instant now = world.touch(account);
            takeBack(payment, account, now);
            return World.outcome("state", state(payment));
        }
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        Instant now = world.touch(order.account);
        Payment last = null;
        for (Payment payment : order.account.payments) {
            last = payment.concerns(order) ? payment : last;
        }
        boolean expired = order.state == Order.State.EXPIRED;
        Refusal.unless(last != null, expired ? "ORDER_EXPIRED" : "ORDER_NOT_PAYABLE");
        takeBack(last, order.account, now);
        return World.outcome("state", order.state.name());
    }

    /** The state of the first order that it paid, otherwise its own. */
    private static String state(Payment payment) {
        List<Order> orders = payment.orders();
        String own = payment.taken == null ? "RECEIVED" : "RECALLED";
        return orders.isEmpty() ? own : orders.getFirst().state.name();
    }

    private void takeBack(Payment payment, Account account, Instant now) {
        if (payment.taken != null) {
            world.bookedNothing();
            return;
        }
        payment.taken = new LinkedHashMap<>(payment.shares);
        payment.shares.clear();
        payment.rest = BigDecimal.ZERO;
        List<Order> recalled = payment.orders().stream().filter(Order::isPaid).toList();
        for (Order order : recalled) {
            account.payments.forEach(other -> other.free(order));
            order.recalled = true;
            order.waiting = false;
            account.tellBoth(now, "PAYMENT_RECALLED");
        }
        if (recalled.isEmpty()) {
            account.tellBoth(now, "PAYMENT_RECALLED");
        }
        account.pools.values().forEach(pool -> pool.recall(recalled, now));
        for (Order order : recalled) {
            account.licenses.forEach(license -> license.withdraw(order, now));
            account.sets.forEach(set -> set.withdraw(order, now));
            for (Service service : account.services) {
                if (service.order == order) {
                    service.recall();
                }
            }
        }
    }

    /** R17: the bank withdraws its recall; the money is applied again, now, to the same orders. */
    Map<String, Object> reinstate(Map<String, Object> fields) {
        Payment payment = World.named(world.payments, Fields.required(fields, "payment"));
        Instant now = world.touch(world.payers.get(payment));
        List<Order> orders = payment.orders();
        if (payment.taken == null) {
            world.bookedNothing();
            return World.outcome("state", state(payment));
        }
        Map<Order, BigDecimal> shares = payment.taken;
        payment.taken = null;
        payment.rest = payment.amount;
        for (Order order : orders) {
            if (order.recalled) {
                order.reopen(now);
            }
            if (order.state == Order.State.CONFIRMED && !Payments.tooLong(order)) {
                payment.give(order, shares.get(order));
                if (order.due().signum() == 0) {
                    activation.purchased(order, now);
                }
            }
        }
        String own = orders.isEmpty() ? "RECEIVED" : orders.getFirst().state.name();
        return World.outcome("state", own);
    }
}
