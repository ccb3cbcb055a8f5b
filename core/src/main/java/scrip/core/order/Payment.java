package scrip.core.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;

/// A payment received: a bank transfer, or a payment by the sandbox provider (M1). It is
/// independent of orders: the bank recalls it in full, whatever orders it helped to pay (R17).
///
/// @param seq the sequence number of the fact that booked it: payments are used in this order
/// @param receivedAt when it arrived, by the bank's value date (O4)
/// @param valueDate that date: the local day of the account
/// @param reference the bank's reference; null if none was given
/// @param orders those it named
/// @param split how it is allocated; zero while it is recalled
/// @param before how it was allocated when it was recalled; null if it is not recalled
/// @param recalledAt when it was recalled; null if it is not recalled
/// @param reinstatedAt when it was last reinstated; null if never
public record Payment(
        PaymentId id,
        long seq,
        Method method,
        Money amount,
        Instant receivedAt,
        LocalDate valueDate,
        Instant bookedAt,
        @Nullable String reference,
        List<OrderId> orders,
        Split split,
        @Nullable Split before,
        @Nullable Instant recalledAt,
        @Nullable Instant reinstatedAt) {

    /// How it was made.
    public enum Method {
        /// A bank transfer that the vendor recorded.
        TRANSFER,
        /// The sandbox provider, which settles at once.
        SANDBOX
    }

    /// The states of a payment.
    public enum State {
        RECEIVED,
        /// The bank recalled it (R17).
        RECALLED
    }

    /// A payment just received.
    ///
    /// @param cured the part of it that pays money owed
    public static Payment received(
            PaymentId id,
            long seq,
            Method method,
            Money amount,
            Money cured,
            Instant receivedAt,
            LocalDate valueDate,
            Instant bookedAt,
            @Nullable String reference,
            List<OrderId> orders) {
        return new Payment(
                id,
                seq,
                method,
                amount,
                receivedAt,
                valueDate,
                bookedAt,
                reference,
                orders,
                Split.fresh(cured, amount.minus(cured)),
                null,
                null,
                null);
    }

    public State state() {
        return isRecalled() ? State.RECALLED : State.RECEIVED;
    }

    public boolean isRecalled() {
        return recalledAt != null;
    }

    /// The unapplied part.
    public Money rest() {
        return split.rest();
    }

    /// The orders that it helps to pay, or did when it was recalled, starting with those it named.
    public List<OrderId> paidOrders() {
        var shares = (before == null ? split : before).shares().keySet();
        return Stream.concat(
                        orders.stream().filter(shares::contains),
                        shares.stream().filter(o -> !orders.contains(o)))
                .distinct()
                .toList();
    }

    /// This payment with some of its rest applied to an order.
    public Payment give(OrderId order, Money amount) {
        return with(split.give(order, amount));
    }

    /// This payment with the share of an order unapplied again.
    public Payment takeBack(OrderId order) {
        return with(split.takeBack(order));
    }

    /// This payment with some of its rest returned.
    public Payment sendBack(MoneyReturnId id, Money amount) {
        return with(split.sendBack(id, amount));
    }

    /// This payment recalled by the bank.
    public Payment recalled(Instant at) {
        return new Payment(
                id,
                seq,
                method,
                amount,
                receivedAt,
                valueDate,
                bookedAt,
                reference,
                orders,
                Split.nothing(amount.currency()),
                split,
                at,
                reinstatedAt);
    }

    /// This payment reinstated by the bank, as new money.
    ///
    /// @param cured the part of it that pays money owed
    public Payment reinstated(Money cured, Instant at) {
        return new Payment(
                id,
                seq,
                method,
                amount,
                receivedAt,
                valueDate,
                bookedAt,
                reference,
                orders,
                Split.fresh(cured, amount.minus(cured)),
                null,
                null,
                at);
    }

    private Payment with(Split next) {
        return new Payment(
                id,
                seq,
                method,
                amount,
                receivedAt,
                valueDate,
                bookedAt,
                reference,
                orders,
                next,
                before,
                recalledAt,
                reinstatedAt);
    }
}
