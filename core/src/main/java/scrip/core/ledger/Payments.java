package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;

/// Money comes in and orders are paid (O2 to O5, O8, M1). Money that was received is never refused:
/// what its order does not take is unapplied. An order is refused its payment in the order of C10,
/// last for want of a signed agreement (C6).
final class Payments {

    private final Draft draft;
    private final Envelope<?> envelope;
    private final Catalogs catalogs;

    Payments(Draft draft, Envelope<?> envelope, Catalogs catalogs) {
        this.draft = draft;
        this.envelope = envelope;
        this.catalogs = catalogs;
    }

    Answer.Paid pay(Command.Pay ask) {
        if (ask.orders().isEmpty()) {
            throw RefusedException.of(Code.UNKNOWN_ORDER, "name the order that is paid");
        }
        List<Order> orders =
                ask.orders().stream().distinct().map(id -> Orders.known(draft, id)).toList();
        checkOneCurrency(orders);
        BigDecimal amount = ask.amount();
        return amount == null
                ? byProvider(orders)
                : byTransfer(orders, amount, ask.receivedAt(), ask.reference());
    }

    Answer.Paid applyMoney(Command.ApplyMoney ask) {
        Order order = Orders.known(draft, ask.order());
        Money amount = exact(ask.amount(), order.total().currency());
        Money unapplied = draft.account().unapplied(amount.currency());
        Refusal refusal = refusal(order, draft.now(), amount, Money.zero(amount.currency()));
        if (order.isPaid()) {
            throw Orders.notPayable(order);
        }
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
        if (amount.compareTo(unapplied) > 0) {
            throw RefusedException.of(
                    Code.UNAPPLIED_INSUFFICIENT, "unapplied are " + unapplied.decimal());
        }
        Money taken = amount.min(order.due());
        draft.add(new Fact.MoneyApplied(order.id(), taken));
        put(order, taken);
        return answer(List.of(order.id()), amount.currency(), null);
    }

    /// The sandbox provider settles what is due, whole or not at all.
    private Answer.Paid byProvider(List<Order> orders) {
        Money sum = Money.zero(orders.getFirst().total().currency());
        for (Order order : orders) {
            Money due = order.due();
            Refusal refusal = refusal(order, draft.now(), due, Money.zero(due.currency()));
            if (order.isPaid() || refusal != null) {
                throw refusal == null ? Orders.notPayable(order) : new RefusedException(refusal);
            }
            sum = sum.plus(order.due());
        }
        received(false, sum, Money.zero(sum.currency()), draft.now(), orders, null);
        orders.forEach(order -> put(order, order.due()));
        return answer(ids(orders), sum.currency(), null);
    }

    private Answer.Paid byTransfer(
            List<Order> orders,
            BigDecimal decimal,
            @Nullable Instant receivedAt,
            @Nullable String reference) {
        Money amount = exact(decimal, orders.getFirst().total().currency());
        Instant received = receivedAt == null ? draft.now() : receivedAt;
        Money left = amount;
        Money unapplied = draft.account().unapplied(amount.currency());
        Refusal first = null;
        List<Part> parts = new ArrayList<>();
        for (Order order : orders) {
            Money back = freed(order).min(unapplied);
            Refusal refusal = refusal(order, received, left, back);
            if (refusal != null) {
                first = first == null ? refusal : first;
            } else if (!order.isPaid()) {
                Money fresh = left.min(order.due().minus(back));
                parts.add(new Part(order, back, fresh));
                left = left.minus(fresh);
                unapplied = unapplied.minus(back);
            }
        }
        received(true, amount, left, received, orders, reference);
        parts.forEach(this::put);
        return answer(ids(orders), amount.currency(), first);
    }

    /// What an order takes of a payment.
    ///
    /// @param back what was freed from it when it expired, and comes back to it
    private record Part(Order order, Money back, Money fresh) {}

    /// What an expired order had been paid in part, and in time (O4).
    private static Money freed(Order order) {
        Money freed = order.freed();
        return order.state() == OrderState.EXPIRED && freed != null
                ? freed
                : Money.zero(order.total().currency());
    }

    /// Why an order does not take money received at an instant; null if it does, or if it is paid
    /// already (O5).
    ///
    /// @param back what was freed from it when it expired and is still unapplied: it came in time
    private @Nullable Refusal refusal(Order order, Instant received, Money offered, Money back) {
        Instant expiresAt = order.expiresAt();
        boolean inTime = expiresAt != null && received.isBefore(expiresAt);
        boolean revived =
                order.state() == OrderState.EXPIRED
                        && inTime
                        && offered.plus(back).compareTo(order.due()) >= 0;
        if (!order.isPaid() && order.state() != OrderState.CONFIRMED && !revived) {
            return Orders.notPayable(order).refusal();
        }
        for (Line line : order.lines()) {
            boolean required =
                    catalogs.inForce(line.product(), draft.now())
                            .map(Catalog::agreementRequired)
                            .orElse(false);
            if (!order.isPaid()
                    && required
                    && !draft.account().trade().agreements().containsKey(line.product())) {
                return Refusal.of(
                        Code.AGREEMENT_MISSING,
                        "the offline agreement for "
                                + line.product()
                                + " is not recorded: sign it, or ask the vendor to record it");
            }
        }
        return null;
    }

    private void received(
            boolean transfer,
            Money amount,
            Money unapplied,
            Instant at,
            List<Order> orders,
            @Nullable String reference) {
        draft.add(
                new Fact.PaymentReceived(
                        envelope.id(0), transfer, amount, unapplied, at, ids(orders), reference));
    }

    private void put(Part part) {
        if (part.back().isPositive()) {
            draft.add(new Fact.MoneyApplied(part.order().id(), part.back()));
        }
        Money sum = part.back().plus(part.fresh());
        if (sum.isPositive()) {
            put(part.order(), sum);
        }
    }

    /// Puts money to an order; at its sum the order is paid, and activated unless it waits for the
    /// vendor's approval (O3).
    private void put(Order order, Money money) {
        Order more = order.withPaid(order.paid().plus(money));
        if (!more.paidWhole()) {
            draft.add(new Fact.OrderPartPaid(more));
            return;
        }
        boolean waits = awaitsApproval(more);
        Order paid = more.purchased(draft.now(), waits);
        draft.add(new Fact.OrderPaid(paid));
        draft.notice(draft.now(), NoticeCode.ORDER_PAID, null, paid.id().toString());
        if (!waits) {
            new Activation(draft, catalogs, paid).activate(draft.now());
        }
    }

    /// Whether it is the account's first paid order of a product whose first orders the vendor
    /// approves (O3).
    private boolean awaitsApproval(Order order) {
        return order.lines().stream()
                .map(Line::product)
                .filter(p -> !draft.account().trade().productsPaid().contains(p))
                .anyMatch(p ->
                        catalogs.inForce(p, draft.now())
                                .map(c -> c.approval() == Approval.MANUAL)
                                .orElse(false));
    }

    private Answer.Paid answer(List<OrderId> ids, Currency currency, @Nullable Refusal refusal) {
        List<Answer.PaidOrder> orders =
                ids.stream()
                        .map(id -> Orders.known(draft, id))
                        .map(o -> new Answer.PaidOrder(o.id(), o.state(), o.due()))
                        .toList();
        return new Answer.Paid(orders, draft.account().unapplied(currency), refusal);
    }

    private static void checkOneCurrency(List<Order> orders) {
        Order first = orders.getFirst();
        for (Order order : orders) {
            if (!order.total().currency().equals(first.total().currency())) {
                throw RefusedException.of(
                        Code.CURRENCIES_DIFFER,
                        "order %s is in %s and order %s in %s: pay those of one currency at a time"
                                .formatted(
                                        first.id(),
                                        first.total().currency(),
                                        order.id(),
                                        order.total().currency()));
            }
        }
    }

    private static List<OrderId> ids(List<Order> orders) {
        return orders.stream().map(Order::id).toList();
    }

    private static Money exact(BigDecimal decimal, Currency currency) {
        Money money = Money.exactly(decimal, currency);
        if (!money.isPositive()) {
            throw new IllegalArgumentException("a payment is more than nothing");
        }
        return money;
    }
}
