package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Share;

/// Applies money to an order. An order covered in full is paid, and activated unless it waits for
/// the vendor's approval (O3). Refusals of payment are checked in the order of C10, a missing
/// agreement (C6) and a term that would end too late (C8) last. An order with a total of zero needs
/// no payment (O9).
final class Settlement {

    private Settlement() {}

    /// Why an order does not take money received at an instant; null if it does, or if it is paid
    /// already (O5).
    ///
    /// @param back shares freed when it expired that are still unapplied: they had come in time
    static @Nullable Refusal refusal(
            Case given, Order order, Instant received, Money offered, Money back) {
        Instant expiresAt = order.expiresAt();
        boolean inTime = expiresAt != null && received.isBefore(expiresAt);
        boolean revived =
                order.state() == OrderState.EXPIRED
                        && inTime
                        && offered.plus(back).compareTo(order.due()) >= 0;
        boolean open = order.state() == OrderState.CONFIRMED || revived || order.isPaid();
        if (order.recalled() || !open) {
            return Orders.notPayable(order).refusal();
        }
        if (order.isPaid()) {
            return null;
        }
        for (String product :
                Conditions.missingAgreements(given.account(), order, given.catalogs())) {
            return Refusal.of(
                    Code.AGREEMENT_MISSING,
                    "the offline agreement for "
                            + product
                            + " is not recorded: sign it, or ask the vendor to record it");
        }
        return tooLong(given, List.of(order));
    }

    /// Why the terms of orders can no longer begin: with those paid since they were placed, or paid
    /// and waiting for the vendor's approval, they would end too late (C8); null if they can. A
    /// term that waits for approval may itself end too late by now: that is no reason against
    /// others.
    static @Nullable Refusal tooLong(Case given, List<Order> orders) {
        Terms terms = new Terms(given.account(), given.now());
        try {
            for (Order waiting : given.account().trade().awaitingApproval()) {
                paid(given, terms, waiting);
            }
            for (Order order : orders) {
                for (Line line : order.lines()) {
                    terms.reckon(sold(given, line), line.holder(), line.request(), line.months())
                            .keep();
                }
            }
            return null;
        } catch (RefusedException late) {
            return late.refusal();
        }
    }

    private static void paid(Case given, Terms terms, Order waiting) {
        for (Line line : waiting.lines()) {
            terms.reckonPaid(sold(given, line), line.holder(), line.request(), line.months());
        }
    }

    private static Item sold(Case given, Line line) {
        return given.catalogs().sold(line.item(), line.catalogVersion());
    }

    /// Applies unapplied money to an order.
    static void put(Case given, Order order, List<Share> shares) {
        given.add(new Fact.MoneyApplied(order.id(), shares));
        Money sum = Share.sum(shares, order.total().currency());
        Order more = order.withPaid(order.paid().plus(sum));
        if (more.paidWhole()) {
            pay(given, more);
        } else {
            given.add(new Fact.OrderPartPaid(more));
        }
    }

    /// Settles the orders with a total of zero that can be paid now, in the order of their
    /// confirmation (C6, O9). One that makes the account a customer of a product, and thereby
    /// earlier ones payable, lets those go first.
    static void settleWaiting(Case given) {
        boolean more = true;
        while (more) {
            more = false;
            SortedSet<String> before = given.account().trade().productsPaid();
            for (OrderId id : waiting(given)) {
                Order order = Orders.known(given, id);
                if (isPayable(given, order)) {
                    paid(given, order);
                    more = !before.equals(given.account().trade().productsPaid());
                }
                if (more) {
                    break;
                }
            }
        }
    }

    /// The confirmed orders with a total of zero, in the order of their confirmation.
    private static List<OrderId> waiting(Case given) {
        return given.account().trade().unsettled().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isPayable(Case given, Order order) {
        Money nothing = Money.zero(order.total().currency());
        return order.awaitsPayment()
                && order.paidWhole()
                && refusal(given, order, given.now(), nothing, nothing) == null;
    }

    /// The order is paid at this instant. The first purchase of a product makes the account its
    /// customer, and thereby other orders payable (C6).
    private static void pay(Case given, Order order) {
        SortedSet<String> before = given.account().trade().productsPaid();
        paid(given, order);
        if (!before.equals(given.account().trade().productsPaid())) {
            settleWaiting(given);
        }
    }

    private static void paid(Case given, Order order) {
        boolean waits =
                order.waitedForApproval()
                        || Conditions.awaitsApproval(given.account(), order, given.catalogs());
        Order paid = order.purchased(given.now(), waits);
        given.add(new Fact.OrderPaid(paid));
        given.notice(NoticeCode.ORDER_PAID, Subject.of(paid));
        if (!waits) {
            new Activation(given, paid).activate(given.now());
        }
    }
}
