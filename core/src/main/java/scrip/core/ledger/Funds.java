package scrip.core.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Share;
import scrip.core.text.Unicode;

/// The money of an account (M1): its payments and their totals. The totals and indexes are derived
/// from the payments; they are maintained so that no operation has to scan every payment.
///
/// @param resting the payments with unapplied money, in the order they were booked
/// @param payers the payments that have a share in an order, or had one when they were recalled, in
///   the order they were booked
/// @param unapplied unapplied money, by currency code
/// @param owed money that was returned before its payment was recalled (R17), by currency code
/// @param received all payments, recalled ones included, by currency code
/// @param known the bank's references as they read, each with amount and value date: once as the
///   local day and once as the instant, so that a change of the account's zone hides no payment
public record Funds(
        SortedMap<PaymentId, Payment> payments,
        SortedMap<Long, PaymentId> resting,
        SortedMap<OrderId, SortedMap<Long, PaymentId>> payers,
        SortedMap<String, Money> unapplied,
        SortedMap<String, Money> owed,
        SortedMap<String, Money> received,
        SortedSet<String> known) {

    static Funds none() {
        return new Funds(empty(), empty(), empty(), empty(), empty(), empty(), noReference());
    }

    /// The account's unapplied money in one currency.
    public Money unapplied(Currency currency) {
        return sum(unapplied, currency);
    }

    /// The money the account owes in one currency.
    public Money owed(Currency currency) {
        return sum(owed, currency);
    }

    /// Whether the account can be paid an amount more without exceeding the maximum (C8).
    boolean canReceive(Money more) {
        return sum(received, more.currency()).minor() + more.minor() <= Money.MINOR_SUM_MAX;
    }

    /// The shares of payments in an order, oldest payment first.
    public List<Share> shares(OrderId order) {
        List<Share> shares = new ArrayList<>();
        for (PaymentId id : payers(order).values()) {
            Money share = payment(id).split().share(order);
            if (share.isPositive()) {
                shares.add(new Share(id, share));
            }
        }
        return List.copyOf(shares);
    }

    /// The latest payment that has a share in an order, or had one when it was recalled; null if
    /// there is none.
    public @Nullable Payment last(OrderId order) {
        SortedMap<Long, PaymentId> all = payers(order);
        return all.isEmpty() ? null : payment(all.get(all.lastKey()));
    }

    /// Whether a transfer with that reference, value date and amount was booked before (M1).
    ///
    /// @param valueDate the local day of `receivedAt` in the zone the account has now
    boolean knows(String reference, LocalDate valueDate, Instant receivedAt, Money amount) {
        return known.contains(known(reference, valueDate, amount))
                || known.contains(known(reference, receivedAt, amount));
    }

    /// Unapplied money for an amount, from the oldest payment first.
    List<Share> oldest(Money amount) {
        List<Share> shares = new ArrayList<>();
        Money left = amount;
        for (PaymentId id : resting.values()) {
            Money rest = payment(id).rest();
            if (!left.isPositive()) {
                break;
            }
            if (rest.currency().equals(amount.currency())) {
                Money part = left.min(rest);
                shares.add(new Share(id, part));
                left = left.minus(part);
            }
        }
        if (left.isPositive()) {
            throw new IllegalStateException("not unapplied: " + left.decimal());
        }
        return List.copyOf(shares);
    }

    Funds received(Payment payment) {
        String reference = payment.reference();
        SortedSet<String> references = known;
        if (reference != null) {
            for (Temporal when : List.of(payment.valueDate(), payment.receivedAt())) {
                references = Copies.with(references, known(reference, when, payment.amount()));
            }
        }
        return new Funds(
                        payments,
                        resting,
                        payers,
                        unapplied,
                        owed,
                        plus(received, payment.amount()),
                        references)
                .with(payment)
                .moreOwed(negated(payment.split().cured()));
    }

    Funds applied(OrderId order, List<Share> shares) {
        Funds next = this;
        for (Share share : shares) {
            next =
                    next.with(payment(share.payment()).give(order, share.amount()))
                            .payer(order, share);
        }
        return next;
    }

    Funds freed(OrderId order, List<Share> shares) {
        Funds next = this;
        for (Share share : shares) {
            Payment payment = payment(share.payment()).takeBack(order);
            next = next.with(payment).notPayer(order, payment.seq());
        }
        return next;
    }

    Funds returned(MoneyReturnId id, List<Share> shares) {
        Funds next = this;
        for (Share share : shares) {
            next = next.with(payment(share.payment()).sendBack(id, share.amount()));
        }
        return next;
    }

    Funds recalled(PaymentId id, Instant at) {
        Payment payment = payment(id);
        return with(payment.recalled(at)).moreOwed(payment.split().gone());
    }

    Funds reinstated(PaymentId id, Money cured, Instant at) {
        Payment payment = payment(id);
        Funds next = with(payment.reinstated(cured, at)).moreOwed(negated(cured));
        for (OrderId order : payment.paidOrders()) {
            next = next.notPayer(order, payment.seq());
        }
        return next;
    }

    Payment payment(@Nullable PaymentId id) {
        Payment payment = id == null ? null : payments.get(id);
        if (payment == null) {
            throw new IllegalStateException("no payment " + id);
        }
        return payment;
    }

    private SortedMap<Long, PaymentId> payers(OrderId order) {
        return payers.getOrDefault(order, empty());
    }

    /// The funds with an updated payment.
    private Funds with(Payment payment) {
        Payment old = payments.get(payment.id());
        Money more = old == null ? payment.rest() : payment.rest().minus(old.rest());
        SortedMap<Long, PaymentId> rests =
                payment.rest().isPositive()
                        ? Copies.with(resting, payment.seq(), payment.id())
                        : Copies.without(resting, payment.seq());
        return new Funds(
                Copies.with(payments, payment.id(), payment),
                rests,
                payers,
                plus(unapplied, more),
                owed,
                received,
                known);
    }

    private Funds payer(OrderId order, Share share) {
        Payment payment = payment(share.payment());
        return withPayers(order, Copies.with(payers(order), payment.seq(), payment.id()));
    }

    private Funds notPayer(OrderId order, long seq) {
        return withPayers(order, Copies.without(payers(order), seq));
    }

    private Funds withPayers(OrderId order, SortedMap<Long, PaymentId> of) {
        return new Funds(
                payments,
                resting,
                of.isEmpty() ? Copies.without(payers, order) : Copies.with(payers, order, of),
                unapplied,
                owed,
                received,
                known);
    }

    private Funds moreOwed(Money more) {
        return more.minor() == 0
                ? this
                : new Funds(
                        payments, resting, payers, unapplied, plus(owed, more), received, known);
    }

    private static SortedMap<String, Money> plus(SortedMap<String, Money> sums, Money more) {
        return Copies.with(
                sums, more.currency().getCurrencyCode(), sum(sums, more.currency()).plus(more));
    }

    private static Money sum(SortedMap<String, Money> sums, Currency currency) {
        return sums.getOrDefault(currency.getCurrencyCode(), Money.zero(currency));
    }

    private static Money negated(Money money) {
        return Money.zero(money.currency()).minus(money);
    }

    private static String known(String reference, Temporal when, Money amount) {
        return when
                + " "
                + amount.decimal().toPlainString()
                + " "
                + amount.currency().getCurrencyCode()
                + " "
                + Unicode.asRead(reference);
    }

    private static <K, V> SortedMap<K, V> empty() {
        return Collections.unmodifiableSortedMap(new TreeMap<>());
    }

    private static SortedSet<String> noReference() {
        return Collections.unmodifiableSortedSet(new TreeSet<>());
    }
}
