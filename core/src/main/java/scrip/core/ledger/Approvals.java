package scrip.core.ledger;

import java.time.Instant;
import scrip.core.order.Order;

/// Approvals of the vendor's staff (O3).
final class Approvals {

    private Approvals() {}

    /// Activates an order that waited for the vendor. If the 24 hours of O3 have passed, everything
    /// counts from the approval (O8).
    static Answer.Ordered approve(Case given, Command.ApproveOrder ask) {
        Order order = Orders.known(given, ask.order());
        Instant purchasedAt = order.purchasedAt();
        if (!order.awaitsApproval() || purchasedAt == null) {
            throw RefusedException.of(
                    Code.APPROVAL_NOT_AWAITED,
                    "order " + order.id() + " does not wait for approval");
        }
        boolean late = order.breached(given.now());
        new Activation(given, order).activate(late ? given.now() : purchasedAt);
        return new Answer.Ordered(Orders.known(given, order.id()));
    }
}
