package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.emergency.Emergency;
import scrip.core.emergency.EmergencyId;
import scrip.core.license.LicenseState;
import scrip.core.license.Visit;
import scrip.core.money.Money;
import scrip.core.order.Agreement;
import scrip.core.order.MoneyReturn;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Quote;
import scrip.core.order.SalesRequest;
import scrip.core.pack.PackId;
import scrip.core.pack.PoolKey;
import scrip.core.service.ServiceState;

/// The answer to an accepted command. It is stored with the key, and a repeat gets it again (R7).
public sealed interface Answer {

    /// Done, with nothing to report.
    record Done() implements Answer {}

    /// Units of one pack.
    record PackUnits(PackId pack, long units) {}

    /// How a use ended.
    enum UseResult {
        BOOKED,
        ALREADY_COUNTED,
        KEPT,
        /// A kept use that the vendor decided not to book.
        REJECTED
    }

    /// A use was booked, had been counted already, or is kept.
    ///
    /// @param pool null for a kept use whose storage term is not known
    /// @param arrears units of this use that no pack covered
    /// @param available units left in the pool after it
    /// @param emergency the emergency that allowed it (X5); null for none
    record Used(
            UseResult result,
            @Nullable PoolKey pool,
            List<PackUnits> drawn,
            long arrears,
            long available,
            boolean late,
            @Nullable EmergencyId emergency)
            implements Answer {}

    record Held(PoolKey pool, long held, long available, Instant endsAt) implements Answer {}

    /// A hold was captured or released.
    ///
    /// @param emergency the emergency that allowed what was beyond it (X5); null for none
    record Settled(
            PoolKey pool,
            List<PackUnits> drawn,
            List<PackUnits> returned,
            long arrears,
            long available,
            @Nullable EmergencyId emergency)
            implements Answer {}

    /// A use was corrected.
    ///
    /// @param returned units that went back to packs, before any repayment
    record Corrected(PoolKey pool, List<PackUnits> returned, long arrears, long available)
            implements Answer {}

    record EmergencyAllowed(Emergency emergency) implements Answer {}

    record Granted(PackId pack) implements Answer {}

    record Ordered(Order order) implements Answer {}

    record Quoted(Quote quote) implements Answer {}

    /// The state of one of the orders that a payment was for.
    record PaidOrder(OrderId order, OrderState state, Money due) {}

    /// Money was received or applied.
    ///
    /// @param payment null for unapplied money that was applied
    /// @param unapplied the account's unapplied money after it
    /// @param refusal why an order did not take the money, which stays unapplied (M1)
    record Paid(
            @Nullable PaymentId payment,
            List<PaidOrder> orders,
            Money unapplied,
            @Nullable Refusal refusal)
            implements Answer {}

    /// A payment was recalled or reinstated (R17).
    ///
    /// @param orders the orders it had paid, starting with those it named
    /// @param unapplied the account's unapplied money after it
    record Banked(Payment payment, List<PaidOrder> orders, Money unapplied) implements Answer {}

    /// A return of unapplied money was proposed, approved or declined.
    ///
    /// @param unapplied the account's unapplied money after it
    record Returned(MoneyReturn moneyReturn, Money unapplied) implements Answer {}

    /// An agreement was recorded, its prices completed (C9).
    record Signed(Agreement agreement) implements Answer {}

    record SaleAsked(SalesRequest request) implements Answer {}

    record Visited(Visit visit) implements Answer {}

    record Licensed(LicenseState state) implements Answer {}

    record Serviced(ServiceState state) implements Answer {}
}
