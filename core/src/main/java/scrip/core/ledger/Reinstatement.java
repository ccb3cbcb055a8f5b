package scrip.core.ledger;

import java.util.List;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Payment;
import scrip.core.order.Share;
import scrip.core.order.Split;

/// Reinstates a recalled payment (R17). It counts as new money received at that instant: it pays
/// the account's debts, then the orders it had paid before; the rest is unapplied. An order that is
/// fully covered again counts as purchased at that instant.
final class Reinstatement {

    private Reinstatement() {}

    /// A payment that is not recalled stays as it is.
    static Answer.Banked reinstate(Case given, Command.ReinstatePayment ask) {
        Payment payment = Recalls.known(given, ask.payment());
        List<OrderId> orders = payment.paidOrders();
        Split before = payment.before();
        if (before != null) {
            Money owed = given.account().trade().funds().owed(payment.amount().currency());
            given.add(
                    new Fact.PaymentReinstated(
                            payment.id(), payment.amount(), payment.amount().min(owed)));
            orders.forEach(order -> again(given, order, payment, before.share(order)));
        }
        return Recalls.answer(given, payment, orders);
    }

    /// Gives an order its share again. A recalled order becomes payable, whether or not this pays
    /// it in full; an order that has ended, is paid by other money, or whose terms would end too
    /// late by now (C8), takes nothing.
    private static void again(Case given, OrderId id, Payment payment, Money share) {
        Order order = Orders.known(given, id);
        if (order.recalled()) {
            order = order.reopened(given.now());
            given.add(new Fact.OrderReopened(order));
        }
        Money rest = given.account().trade().funds().payment(payment.id()).rest();
        Money part = share.min(order.due()).min(rest);
        if (order.state() == OrderState.CONFIRMED
                && part.isPositive()
                && Settlement.tooLong(given, List.of(order)) == null) {
            Settlement.put(given, order, List.of(new Share(payment.id(), part)));
        }
    }
}
