package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Share;

/// Receives money and pays orders (O2 to O5, O8, M1). Money that was received is never refused:
/// what its order does not take is unapplied. A transfer that has not arrived yet, was booked
/// before, or is too large (C8) is refused.
final class Payments {

    private Payments() {}

    static Answer.Paid pay(Case given, Command.Pay ask) {
        List<Order> orders =
                ask.orders().stream().distinct().map(id -> Orders.known(given, id)).toList();
        Money amount = ask.amount();
        return amount == null ? byProvider(given, orders) : byTransfer(given, orders, amount, ask);
    }

    /// Why a payment cannot pay one more order: with those it pays already it would be for more
    /// sets than one order may be, and its recall would hold up other accounts (X4); null if it
    /// can.
    private static @Nullable Refusal tooMany(Case given, List<OrderId> paid, Order order) {
        long sets =
                Stream.concat(paid.stream().map(id -> Orders.known(given, id)), Stream.of(order))
                        .distinct()
                        .flatMap(o -> o.lines().stream())
                        .filter(line ->
                                given.catalogs().sold(line.item(), line.catalogVersion())
                                        instanceof Item.Capacity)
                        .mapToLong(Line::quantity)
                        .sum();
        return sets <= Terms.SETS_MAX
                ? null
                : Refusal.of(
                        Code.ORDER_NOT_PAYABLE,
                        "one payment is for at most %,d sets, and this would be for %,d: pay order %s by another"
                                .formatted(Terms.SETS_MAX, sets, order.id()));
    }

    static Answer.Paid applyMoney(Case given, Command.ApplyMoney ask) {
        Order order = Orders.known(given, ask.order());
        if (!order.total().currency().equals(ask.amount().currency())) {
            throw RefusedException.of(Code.CURRENCIES_DIFFER, differ(order, ask.amount()));
        }
        Money amount = positive(limited(ask.amount().decimal(), ask.amount().currency()));
        Money unapplied = given.account().unapplied(amount.currency());
        Refusal refusal =
                Settlement.refusal(
                        given, order, given.now(), amount, Money.zero(amount.currency()));
        if (order.isPaid()) {
            throw Orders.notPayable(order);
        }
        check(refusal);
        if (amount.compareTo(unapplied) > 0) {
            throw RefusedException.of(
                    Code.UNAPPLIED_INSUFFICIENT, "unapplied are " + unapplied.decimal());
        }
        List<Share> shares = funds(given).oldest(amount.min(order.due()));
        for (Share share : shares) {
            check(tooMany(given, funds(given).payment(share.payment()).paidOrders(), order));
        }
        Settlement.put(given, order, shares);
        return answer(given, null, List.of(order.id()), amount.currency(), null);
    }

    private static void check(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
    }

    /// The sandbox provider settles the full amount due or nothing: the account's debts first
    /// (R17), then the orders.
    private static Answer.Paid byProvider(Case given, List<Order> orders) {
        if (orders.isEmpty()) {
            throw RefusedException.of(Code.UNKNOWN_ORDER, "name the order that is paid");
        }
        Currency currency = orders.getFirst().total().currency();
        BigDecimal sum = funds(given).owed(currency).decimal();
        for (Order order : orders) {
            checkCurrency(order, currency);
            Money due = order.due();
            Refusal refusal =
                    Settlement.refusal(given, order, given.now(), due, Money.zero(due.currency()));
            if (order.isPaid() || refusal != null) {
                throw refusal == null ? Orders.notPayable(order) : new RefusedException(refusal);
            }
            sum = sum.add(due.decimal());
        }
        check(tooMany(given, ids(orders), orders.getFirst()));
        check(Settlement.tooLong(given, orders));
        Money amount = receivable(given, sum, currency);
        PaymentId id = received(given, Payment.Method.SANDBOX, amount, given.now(), null, orders);
        for (Order order : orders) {
            Settlement.put(given, order, List.of(new Share(id, order.due())));
        }
        return answer(given, id, ids(orders), currency, null);
    }

    private static Answer.Paid byTransfer(
            Case given, List<Order> orders, Money amount, Command.Pay ask) {
        receivable(given, positive(amount).decimal(), amount.currency());
        Instant received = ask.receivedAt() == null ? given.now() : ask.receivedAt();
        String reference = ask.reference() == null ? null : emptyToNull(ask.reference().strip());
        checkHasCome(given, received);
        checkNotKnown(given, amount, received, reference, ask.distinct());
        PaymentId id =
                received(given, Payment.Method.TRANSFER, amount, received, reference, orders);
        Map<OrderId, Refusal> refusals = new LinkedHashMap<>();
        for (Order order : orders) {
            Refusal refusal = take(given, Orders.known(given, order.id()), id, received);
            if (refusal != null) {
                refusals.put(order.id(), refusal);
            }
        }
        // An order of nothing that waited may have been paid by a later one.
        refusals.keySet().removeIf(o -> isNowPaid(given, o));
        Refusal first = refusals.values().stream().findFirst().orElse(null);
        return answer(given, id, ids(orders), amount.currency(), first);
    }

    private static boolean isNowPaid(Case given, OrderId id) {
        Order order = Orders.known(given, id);
        return order.isPaid() && !order.recalled();
    }

    /// An order takes what it needs from a payment, and regains what was freed from it when it
    /// expired (O4).
    ///
    /// @return why it takes nothing; null if it does, or is paid already
    private static @Nullable Refusal take(Case given, Order order, PaymentId id, Instant received) {
        Money left = funds(given).payment(id).rest();
        if (!order.total().currency().equals(left.currency())) {
            return Refusal.of(Code.CURRENCIES_DIFFER, differ(order, left));
        }
        List<Share> shares = new ArrayList<>(freed(given, order));
        Money back = Share.sum(shares, left.currency());
        Refusal refusal = Settlement.refusal(given, order, received, left, back);
        if (refusal == null && !order.isPaid()) {
            refusal = tooMany(given, funds(given).payment(id).paidOrders(), order);
        }
        if (refusal == null && !order.isPaid()) {
            Money fresh = left.min(order.due().minus(back));
            if (fresh.isPositive()) {
                shares.add(new Share(id, fresh));
            }
            if (!shares.isEmpty()) {
                Settlement.put(given, order, List.copyOf(shares));
            }
        }
        return refusal;
    }

    private static String differ(Order order, Money money) {
        return "order %s is in %s and the money in %s"
                .formatted(order.id(), order.total().currency(), money.currency());
    }

    /// The part payments that an expired order had received in time and that are still unapplied
    /// (O4).
    private static List<Share> freed(Case given, Order order) {
        List<Share> free = new ArrayList<>();
        if (order.state() == OrderState.EXPIRED) {
            for (Share share : order.freed()) {
                Money still = share.amount().min(funds(given).payment(share.payment()).rest());
                if (still.isPositive()) {
                    free.add(new Share(share.payment(), still));
                }
            }
        }
        return free;
    }

    /// Books received money, which pays the account's debts first (R17).
    private static PaymentId received(
            Case given,
            Payment.Method method,
            Money amount,
            Instant at,
            @Nullable String reference,
            List<Order> orders) {
        PaymentId id = new PaymentId(given.id(0));
        given.add(
                new Fact.PaymentReceived(
                        Payment.received(
                                id,
                                given.nextSeq(),
                                method,
                                amount,
                                amount.min(funds(given).owed(amount.currency())),
                                at,
                                day(given, at),
                                given.now(),
                                reference,
                                ids(orders))));
        return id;
    }

    /// An amount of money that somebody states, no more than one payment may be (C8).
    static Money limited(BigDecimal amount, Currency currency) {
        if (Money.tooLarge(amount, currency)) {
            throw RefusedException.of(
                    Code.AMOUNT_TOO_LARGE,
                    "a payment is of %s %s at most: divide it"
                            .formatted(Money.most(currency), currency));
        }
        return Money.exactly(amount, currency);
    }

    /// An amount that the account can be paid: within the limit of one payment, and of all that it
    /// was ever paid (C8).
    private static Money receivable(Case given, BigDecimal amount, Currency currency) {
        Money payment = limited(amount, currency);
        if (!funds(given).canReceive(payment)) {
            throw RefusedException.of(
                    Code.AMOUNT_TOO_LARGE,
                    "with this payment of %s %s the account would have been paid more than can be booked"
                            .formatted(amount, currency));
        }
        return payment;
    }

    private static void checkHasCome(Case given, Instant received) {
        if (day(given, received).isAfter(day(given, given.now()))) {
            throw RefusedException.of(
                    Code.VALUE_DATE_IN_FUTURE,
                    "this money comes on "
                            + day(given, received)
                            + ": record it when it has come (today is "
                            + day(given, given.now())
                            + ")");
        }
    }

    private static void checkNotKnown(
            Case given,
            Money amount,
            Instant received,
            @Nullable String reference,
            boolean distinct) {
        if (reference != null
                && !distinct
                && funds(given).knows(reference, day(given, received), received, amount)) {
            throw RefusedException.of(
                    Code.PAYMENT_KNOWN,
                    "a payment of %s %s with the reference %s and the value date %s is booked: if this is another one, say `distinct`"
                            .formatted(
                                    amount.decimal(),
                                    amount.currency(),
                                    reference,
                                    day(given, received)));
        }
    }

    private static LocalDate day(Case given, Instant at) {
        return LocalDate.ofInstant(at, given.account().zone());
    }

    private static Answer.Paid answer(
            Case given,
            @Nullable PaymentId payment,
            List<OrderId> ids,
            Currency currency,
            @Nullable Refusal refusal) {
        return new Answer.Paid(
                payment, states(given, ids), given.account().unapplied(currency), refusal);
    }

    /// The current states of orders.
    static List<Answer.PaidOrder> states(Case given, List<OrderId> ids) {
        return ids.stream()
                .map(id -> Orders.known(given, id))
                .map(o -> new Answer.PaidOrder(o.id(), o.state(), o.due()))
                .toList();
    }

    private static Funds funds(Case given) {
        return given.account().trade().funds();
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
