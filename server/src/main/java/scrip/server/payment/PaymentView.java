package scrip.server.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Split;

/// A payment in the form of the contract, with how it was allocated (M1).
///
/// @param orders the orders it named
/// @param returned the parts sent back; while it is recalled, those that had been
/// @param cured the part that paid a debt of the account, or had before it was recalled; null for
///   none
/// @param unapplied the part not allocated to any order
/// @param takenFrom while it is recalled: the parts taken back from orders
public record PaymentView(
        PaymentId id,
        String state,
        String method,
        Money amount,
        Instant receivedAt,
        LocalDate valueDate,
        Instant bookedAt,
        @Nullable String reference,
        List<OrderId> orders,
        List<ShareView> shares,
        List<ReturnedView> returned,
        @Nullable Money cured,
        Money unapplied,
        @Nullable Instant recalledAt,
        @Nullable List<ShareView> takenFrom,
        @Nullable Instant reinstatedAt) {

    /// The part allocated to an order, which people know by its reference.
    public record ShareView(OrderId order, String reference, Money amount) {

        static ShareView of(OrderId order, Money amount) {
            return new ShareView(order, order.reference(), amount);
        }
    }

    /// The part that was sent back.
    public record ReturnedView(MoneyReturnId moneyReturn, Money amount) {}

    public static PaymentView of(Payment payment) {
        Split before = payment.before();
        Split spent = before == null ? payment.split() : before;
        Money cured = spent.cured();
        return new PaymentView(
                payment.id(),
                payment.state().name(),
                payment.method().name(),
                payment.amount(),
                payment.receivedAt(),
                payment.valueDate(),
                payment.bookedAt(),
                payment.reference(),
                payment.orders(),
                shares(payment.split().shares()),
                spent.returned().entrySet().stream()
                        .map(r -> new ReturnedView(r.getKey(), r.getValue()))
                        .toList(),
                cured.isPositive() ? cured : null,
                payment.rest(),
                payment.recalledAt(),
                before == null ? null : shares(before.shares()),
                payment.reinstatedAt());
    }

    private static List<ShareView> shares(SortedMap<OrderId, Money> shares) {
        return shares.entrySet().stream().map(s -> ShareView.of(s.getKey(), s.getValue())).toList();
    }
}
