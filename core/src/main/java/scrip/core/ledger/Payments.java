package scrip.core.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Share;

/// Money comes in and orders are paid (O2 to O5, O8, M1). Money that was received is never refused:
/// what its order does not take is unapplied. Money that has not come yet, and money that was
/// booked before, is.
final class Payments {

    private final Draft draft;
    private final Envelope<?> envelope;
    private final Settlement settlement;

    Payments(Draft draft, Envelope<?> envelope, Catalogs catalogs) {
        this.draft = draft;
        this.envelope = envelope;
        this.settlement = new Settlement(draft, catalogs);
    }

    Answer.Paid pay(Command.Pay ask) {
        List<Order> orders =
                ask.orders().stream().distinct().map(id -> Orders.known(draft, id)).toList();
        Money amount = ask.amount();
        return amount == null ? byProvider(orders) : byTransfer(orders, amount, ask);
    }

    Answer.Paid applyMoney(Command.ApplyMoney ask) {
        Order order = Orders.known(draft, ask.order());
        Money amount = positive(Money.exactly(ask.amount(), order.total().currency()));
        Money unapplied = draft.account().unapplied(amount.currency());
        Refusal refusal =
                settlement.refusal(order, draft.now(), amount, Money.zero(amount.currency()));
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
        settlement.put(order, funds().oldest(amount.min(order.due())));
        return answer(null, List.of(order.id()), amount.currency(), null);
    }

    /// The sandbox provider settles what is due, whole or not at all: for the orders, and what the
    /// account owes before them (R17).
    private Answer.Paid byProvider(List<Order> orders) {
        if (orders.isEmpty()) {
            throw RefusedException.of(Code.UNKNOWN_ORDER, "name the order that is paid");
        }
        Currency currency = orders.getFirst().total().currency();
        Money sum = funds().owed(currency);
        for (Order order : orders) {
            checkCurrency(order, currency);
            Money due = order.due();
            Refusal refusal =
                    settlement.refusal(order, draft.now(), due, Money.zero(due.currency()));
            if (order.isPaid() || refusal != null) {
                throw refusal == null ? Orders.notPayable(order) : new RefusedException(refusal);
            }
            sum = sum.plus(due);
        }
        PaymentId id = received(Payment.Method.SANDBOX, sum, draft.now(), null, orders);
        for (Order order : orders) {
            settlement.put(order, List.of(new Share(id, order.due())));
        }
        return answer(id, ids(orders), currency, null);
    }

    private Answer.Paid byTransfer(List<Order> orders, Money amount, Command.Pay ask) {
        positive(amount);
        Instant received = ask.receivedAt() == null ? draft.now() : ask.receivedAt();
        String reference = ask.reference() == null ? null : emptyToNull(ask.reference().strip());
        checkHasCome(received);
        checkNotKnown(amount, received, reference, ask.distinct());
        PaymentId id = received(Payment.Method.TRANSFER, amount, received, reference, orders);
        Refusal first = null;
        for (Order order : orders) {
            Refusal refusal = take(order, id, received);
            first = first == null ? refusal : first;
        }
        return answer(id, ids(orders), amount.currency(), first);
    }

    /// An order takes what it needs of a payment, and takes back what was freed from it when it
    /// expired (O4).
    ///
    /// @return why it does not; null if it does, or is paid already
    private @Nullable Refusal take(Order order, PaymentId id, Instant received) {
        Money left = funds().payment(id).rest();
        if (!order.total().currency().equals(left.currency())) {
            return Refusal.of(
                    Code.CURRENCIES_DIFFER,
                    "order %s is in %s and the money in %s"
                            .formatted(order.id(), order.total().currency(), left.currency()));
        }
        List<Share> shares = new ArrayList<>(freed(order));
        Money back = Share.sum(shares, left.currency());
        Refusal refusal = settlement.refusal(order, received, left, back);
        if (refusal == null && !order.isPaid()) {
            Money fresh = left.min(order.due().minus(back));
            if (fresh.isPositive()) {
                shares.add(new Share(id, fresh));
            }
            if (!shares.isEmpty()) {
                settlement.put(order, List.copyOf(shares));
            }
        }
        return refusal;
    }

    /// What an expired order had been paid in part, and in time, and is still unapplied (O4).
    private List<Share> freed(Order order) {
        List<Share> free = new ArrayList<>();
        if (order.state() == OrderState.EXPIRED) {
            for (Share share : order.freed()) {
                Money still = share.amount().min(funds().payment(share.payment()).rest());
                if (still.isPositive()) {
                    free.add(new Share(share.payment(), still));
                }
            }
        }
        return free;
    }

    /// Books money that has come. What the account owes is paid by it first (R17).
    private PaymentId received(
            Payment.Method method,
            Money amount,
            Instant at,
            @Nullable String reference,
            List<Order> orders) {
        PaymentId id = new PaymentId(envelope.id(0));
        draft.add(
                new Fact.PaymentReceived(
                        Payment.received(
                                id,
                                draft.nextSeq(),
                                method,
                                amount,
                                amount.min(funds().owed(amount.currency())),
                                at,
                                day(at),
                                draft.now(),
                                reference,
                                ids(orders))));
        return id;
    }

    private void checkHasCome(Instant received) {
        if (day(received).isAfter(day(draft.now()))) {
            throw RefusedException.of(
                    Code.VALUE_DATE_IN_FUTURE,
                    "this money comes on "
                            + day(received)
                            + ": record it when it has come (today is "
                            + day(draft.now())
                            + ")");
        }
    }

    private void checkNotKnown(
            Money amount, Instant received, @Nullable String reference, boolean distinct) {
        if (reference != null && !distinct && funds().knows(reference, day(received), amount)) {
            throw RefusedException.of(
                    Code.PAYMENT_KNOWN,
                    "a payment of %s %s with the reference %s and the value date %s is booked: if this is another one, say `distinct`"
                            .formatted(
                                    amount.decimal(), amount.currency(), reference, day(received)));
        }
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, draft.account().zone());
    }

    private Answer.Paid answer(
            @Nullable PaymentId payment,
            List<OrderId> ids,
            Currency currency,
            @Nullable Refusal refusal) {
        return new Answer.Paid(
                payment, states(draft, ids), draft.account().unapplied(currency), refusal);
    }

    /// Orders as they now are.
    static List<Answer.PaidOrder> states(Draft draft, List<OrderId> ids) {
        return ids.stream()
                .map(id -> Orders.known(draft, id))
                .map(o -> new Answer.PaidOrder(o.id(), o.state(), o.due()))
                .toList();
    }

    private Funds funds() {
        return draft.account().trade().funds();
    }

    private static void checkCurrency(Order order, Currency currency) {
        if (!order.total().currency().equals(currency)) {
            throw RefusedException.of(
                    Code.CURRENCIES_DIFFER,
                    "order %s is in %s and another in %s: pay those of one currency at a time"
                            .formatted(order.id(), order.total().currency(), currency));
        }
    }

    private static List<OrderId> ids(List<Order> orders) {
        return orders.stream().map(Order::id).toList();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Money positive(Money money) {
        if (!money.isPositive()) {
            throw new IllegalArgumentException("a payment is more than nothing");
        }
        return money;
    }
}
