package scrip.core.order;

import java.time.Instant;
import java.util.List;

/// How far an order has come, with what it has only then.
public sealed interface OrderStage {

    /// Until when a confirmed order is payable, and since when (O4).
    ///
    /// @param since when it became payable last: when it was confirmed, or when the bank took a
    ///   recall back (R17)
    /// @param activatedBefore whether it had been activated before that recall
    record Payable(Instant confirmedAt, Instant since, boolean activatedBefore) {}

    /// It is not confirmed yet.
    record Draft() implements OrderStage {}

    /// It waits for its payment.
    record Confirmed(Payable payable) implements OrderStage {}

    /// It was not paid in time (O4).
    ///
    /// @param freed what had been put to it and was freed then
    record Expired(Payable payable, List<Share> freed) implements OrderStage {}

    /// It was given up before it was paid.
    ///
    /// @param before how far it had come
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
