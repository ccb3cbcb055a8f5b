package scrip.core.order;

import java.time.Instant;
import java.util.List;

/// The stage of an order, with the data that exist only in that stage.
public sealed interface OrderStage {

    /// Since when and until when a confirmed order is payable (O4).
    ///
    /// @param since when it last became payable: at its confirmation, or when a recall was reversed
    ///   (R17)
    /// @param activatedBefore whether it had been activated before that recall
    record Payable(Instant confirmedAt, Instant since, boolean activatedBefore) {}

    /// It is not confirmed yet.
    record Draft() implements OrderStage {}

    /// It waits for its payment.
    record Confirmed(Payable payable) implements OrderStage {}

    /// The order was not paid in time (O4).
    ///
    /// @param freed the money that was freed then
    record Expired(Payable payable, List<Share> freed) implements OrderStage {}

    /// The order was cancelled before it was paid.
    ///
    /// @param before the stage it had reached
    record Cancelled(OrderStage before) implements OrderStage {}

    /// Its money is settled, and it is not activated yet.
    ///
    /// @param purchasedAt the purchase instant (O8)
    /// @param waits whether it waits for the vendor's approval (O3)
    /// @param alarmed whether the alarm before the deadline of its activation was given (O3)
    record Paid(Payable payable, Instant purchasedAt, boolean waits, boolean alarmed)
            implements OrderStage {}

    /// It was activated.
    record Active(Payable payable, Instant purchasedAt, Instant activatedAt)
            implements OrderStage {}
}
