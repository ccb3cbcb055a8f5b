package scrip.core.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;

/// Money that came in once: a bank transfer, or a payment by the sandbox provider (M1). It is a
/// thing of its own: the bank takes it back whole, whatever orders it helped to pay (R17).
///
/// @param seq the sequence number of the fact that booked it: payments are used in this order
/// @param receivedAt when it came, by the bank's value date (O4)
/// @param valueDate that date: the local day of the account
/// @param reference the bank's own; null if none was told
/// @param orders those it named
/// @param split what of it went where; nothing while it is recalled
/// @param before what of it had gone where when the bank took it back; null if it did not
/// @param recalledAt when the bank took it back; null if it did not
/// @param reinstatedAt when the bank last took its recall back; null if it never did
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

    /// How it came.
    public enum Method {
        /// A bank transfer that the vendor recorded.
        TRANSFER,
        /// The provider of sandboxes, which settles at once.
        SANDBOX
    }

    /// Where it is.
    public enum State {
        RECEIVED,
        /// The bank took it back (R17).
        RECALLED
    }

    /// A payment that has just come.
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

    /// What of it is unapplied.
    public Money rest() {
        return split.rest();
    }

    /// The orders that it helps to pay, or did when it was recalled, those it named first.
    public List<OrderId> paidOrders() {
        var shares = (before == null ? split : before).shares().keySet();
        return Stream.concat(
                        orders.stream().filter(shares::contains),
                        shares.stream().filter(o -> !orders.contains(o)))
                .distinct()
                .toList();
    }

    /// This payment with some of its rest put to an order.
    public Payment give(OrderId order, Money amount) {
        return with(split.give(order, amount));
    }

    /// This payment with the share of an order unapplied again.
    public Payment takeBack(OrderId order) {
        return with(split.takeBack(order));
    }

    /// This payment with some of its rest sent back.
    public Payment sendBack(MoneyReturnId id, Money amount) {
        return with(split.sendBack(id, amount));
    }

    /// Taken back by the bank.
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

    /// Given again by the bank, as fresh money.
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
