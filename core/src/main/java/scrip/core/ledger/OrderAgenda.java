package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Share;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.Summary;
import scrip.core.time.Due;

/// The events that time alone causes for orders: expiry without payment (O4), and the alarm before
/// the activation deadline (O3).
final class OrderAgenda {

    private static final Summary<Order, Summed> SUMMARY = new OfOrders();

    private OrderAgenda() {}

    /// The summary of many orders.
    ///
    /// @param awaited whether the activation of any of them waits for the vendor
    private record Summed(@Nullable Due due, boolean awaited) {}

    private record OfOrders() implements Summary<Order, Summed> {

        @Override
        public @Nullable Summed of(Order order) {
            Instant at = dueAt(order);
            return at == null && !order.awaitsApproval()
                    ? null
                    : new Summed(
                            at == null ? null : new Due(at, Due.Rank.ORDER),
                            order.awaitsApproval());
        }

        @Override
        public Summed plus(Summed earlier, Summed later) {
            return new Summed(Due.first(earlier.due, later.due), earlier.awaited || later.awaited);
        }
    }

    /// The orders, with a summary of what is due first.
    static SortedMap<OrderId, Order> of(SortedMap<OrderId, Order> orders) {
        return PersistentMap.summed(orders, SUMMARY);
    }

    static Iterable<Order> awaitingApproval(SortedMap<OrderId, Order> orders) {
        return PersistentMap.copyOf(orders).where(SUMMARY, Summed::awaited);
    }

    static @Nullable Due due(Account account) {
        Summed all = orders(account).sum(SUMMARY);
        return all == null ? null : all.due();
    }

    static void take(DecisionDraft draft, Due due) {
        Order order =
                orders(draft.account()).where(SUMMARY, s -> due.equals(s.due())).iterator().next();
        if (order.state() == OrderState.CONFIRMED) {
            expire(draft, order, due.at());
        } else {
            draft.add(due.at(), new Fact.ActivationAlarmed(order.withAlarm()));
            draft.notice(due.at(), NoticeCode.ACTIVATION_DUE, Subject.of(order));
        }
    }

    private static PersistentMap<OrderId, Order> orders(Account account) {
        return PersistentMap.copyOf(account.trade().orders());
    }

    private static @Nullable Instant dueAt(Order order) {
        if (order.state() == OrderState.CONFIRMED) {
            return order.expiresAt();
        }
        Instant deadline = order.activateBy();
        return order.awaitsAlarm() && deadline != null
                ? deadline.minus(Order.ACTIVATION_ALARM)
                : null;
    }

    private static void expire(DecisionDraft draft, Order order, Instant at) {
        List<Share> shares = draft.account().trade().funds().shares(order.id());
        draft.add(at, new Fact.OrderExpired(order.expired(shares)));
        if (!shares.isEmpty()) {
            draft.add(at, new Fact.MoneyFreed(order.id(), shares));
        }
    }
}
