package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import scrip.core.ledger.Advance.Agenda;
import scrip.core.ledger.Advance.Rank;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.order.Share;

/// What time will do to an order: it expires unpaid (O4), or its activation is overdue soon (O3).
final class OrderAgenda {

    private OrderAgenda() {}

    static void list(Order order, Agenda agenda) {
        Instant expiresAt = order.expiresAt();
        if (order.state() == OrderState.CONFIRMED && expiresAt != null) {
            agenda.add(expiresAt, Rank.ORDER, draft -> expire(draft, order, expiresAt));
        }
        Instant deadline = order.activateBy();
        if (order.awaitsApproval() && !order.alarmed() && deadline != null) {
            Instant alarmAt = deadline.minus(Order.ACTIVATION_ALARM);
            agenda.add(
                    alarmAt,
                    Rank.ORDER,
                    draft -> {
                        draft.add(alarmAt, new Fact.ActivationAlarmed(order.withAlarm()));
                        draft.notice(
                                alarmAt, NoticeCode.ACTIVATION_DUE, null, order.id().toString());
                    });
        }
    }

    private static void expire(Draft draft, Order order, Instant at) {
        List<Share> shares = draft.account().trade().funds().shares(order.id());
        draft.add(at, new Fact.OrderExpired(order.expired(shares)));
        if (!shares.isEmpty()) {
            draft.add(at, new Fact.MoneyFreed(order.id(), shares));
        }
    }
}
