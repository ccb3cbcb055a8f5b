package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.emergency.Emergency;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.license.Visit;
import scrip.core.money.Money;
import scrip.core.order.Agreement;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturn;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;
import scrip.core.order.SalesRequest;
import scrip.core.order.Share;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Debt;
import scrip.core.pack.Draw;
import scrip.core.pack.Hold;
import scrip.core.pack.Level;
import scrip.core.pack.Pack;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;
import scrip.core.service.Service;

/// Something that happened to one account. Facts are only ever added; replaying them gives the
/// account. A fact about an order, a license or a service carries its state at that moment.
public sealed interface Fact {

    /// About the organization itself.
    sealed interface OfProfile extends Fact {}

    record AccountOpened(
            OrganizationKind kind, String name, ZoneId zone, @Nullable Integer defaultStorageYears)
            implements OfProfile {}

    record NameChanged(String name) implements OfProfile {}

    record ZoneChanged(ZoneId zone) implements OfProfile {}

    record DefaultStorageChanged(@Nullable Integer years) implements OfProfile {}

    record MemberAdded(OrganizationId institution) implements OfProfile {}

    record MemberRemoved(OrganizationId institution) implements OfProfile {}

    record ConsortiumJoined(OrganizationId consortium) implements OfProfile {}

    record ConsortiumLeft(OrganizationId consortium) implements OfProfile {}

    /// About agreements, orders and money.
    sealed interface OfTrade extends Fact {}

    record AgreementSigned(Agreement agreement) implements OfTrade {}

    record QuoteMade(Quote quote) implements OfTrade {}

    /// A quote was accepted, which placed an order (C9).
    record QuoteAccepted(QuoteId quote, OrderId order) implements OfTrade {}

    /// A fact that carries the state of an order.
    sealed interface OfOrder extends OfTrade {
        Order order();
    }

    record OrderPlaced(Order order) implements OfOrder {}

    record OrderConfirmed(Order order) implements OfOrder {}

    record OrderPartPaid(Order order) implements OfOrder {}

    record OrderPaid(Order order) implements OfOrder {}

    record OrderActivated(Order order) implements OfOrder {}

    record OrderCancelled(Order order) implements OfOrder {}

    record OrderExpired(Order order) implements OfOrder {}

    record ActivationAlarmed(Order order) implements OfOrder {}

    /// A payment that an order needs was recalled: what the order brought is taken away (R17).
    record OrderRecalled(Order order) implements OfOrder {}

    /// A payment that had paid a part of an unpaid order was recalled.
    record OrderFellShort(Order order) implements OfOrder {}

    /// An order is no longer recalled, and payable again (R17).
    record OrderReopened(Order order) implements OfOrder {}

    /// A payment was received; the part that pays no debt is unapplied at first.
    record PaymentReceived(Payment payment) implements OfTrade {}

    /// Unapplied money was applied to an order.
    record MoneyApplied(OrderId order, List<Share> shares) implements OfTrade {}

    /// The money of an order became unapplied again: the order ended unpaid (O4), or another of its
    /// payments was recalled (R17).
    record MoneyFreed(OrderId order, List<Share> shares) implements OfTrade {}

    /// The bank recalled a payment (R17).
    ///
    /// @param amount the amount of the payment
    /// @param owed the part that had been returned, and is now owed
    record PaymentRecalled(PaymentId payment, Money amount, Money owed) implements OfTrade {}

    /// The bank reinstated a payment, which counts as new money.
    ///
    /// @param amount the amount of the payment
    /// @param cured the part that pays a debt
    record PaymentReinstated(PaymentId payment, Money amount, Money cured) implements OfTrade {}

    /// A fact that carries the state of a return of unapplied money (M1).
    sealed interface OfMoneyReturn extends OfTrade {
        MoneyReturn moneyReturn();
    }

    record ReturnProposed(MoneyReturn moneyReturn) implements OfMoneyReturn {}

    /// A second person approved a return: the money no longer belongs to the account.
    record MoneyReturned(MoneyReturn moneyReturn, List<Share> shares) implements OfMoneyReturn {}

    record ReturnDeclined(MoneyReturn moneyReturn) implements OfMoneyReturn {}

    /// A fact that carries the state of a request to the vendor's sales (C7).
    sealed interface OfSalesRequest extends OfTrade {
        SalesRequest request();
    }

    record SaleRequested(SalesRequest request) implements OfSalesRequest {}

    record SalesRequestClosed(SalesRequest request) implements OfSalesRequest {}

    /// About licenses and services.
    sealed interface OfRights extends Fact {}

    /// A fact that carries the state of a license.
    sealed interface OfLicense extends OfRights {
        License license();
    }

    record LicenseGranted(License license) implements OfLicense {}

    record LicenseRenewed(License license) implements OfLicense {}

    record LicenseShortened(License license) implements OfLicense {}

    record LicenseEndChanged(License license) implements OfLicense {}

    record LicenseReminded(LicenseId license, int passed) implements OfRights {}

    /// The vendor logged a visit of maintenance (S3).
    record VisitLogged(Visit visit) implements OfRights {}

    /// Emergency access was opened (X5).
    record EmergencyOpened(Emergency emergency) implements OfRights {}

    /// A fact that carries the state of a service.
    sealed interface OfService extends OfRights {
        Service service();
    }

    record ServicePurchased(Service service) implements OfService {}

    record ServiceScheduled(Service service) implements OfService {}

    record ServiceDelivered(Service service) implements OfService {}

    record ServiceAccepted(Service service) implements OfService {}

    record ServiceRejected(Service service) implements OfService {}

    record ServiceHeld(Service service) implements OfService {}

    /// The order of a service is paid again (R17).
    record ServiceResumed(Service service) implements OfService {}

    record ServiceReminded(LineId service, int passed) implements OfRights {}

    /// About one pool.
    sealed interface OfPool extends Fact {
        PoolKey pool();
    }

    record PackIssued(PoolKey pool, Pack pack) implements OfPool {}

    record PackStarted(PoolKey pool, long pack) implements OfPool {}

    record PackEnded(PoolKey pool, long pack) implements OfPool {}

    /// The late window of a pack ended; `units` expired, with effect from the pack's end (R9).
    record PackClosed(PoolKey pool, long pack, long units) implements OfPool {}

    record PackReminded(PoolKey pool, long pack, int passed) implements OfPool {}

    /// Units were used.
    ///
    /// @param hold the key of the hold that this captures, which is closed; null for none
    /// @param held drawn from the hold
    /// @param draws drawn from what was available
    /// @param owed units that no pack covered
    /// @param storageUntil the end of the storage obligation that begins at the event (R5)
    /// @param emergency the emergency without which it would have been refused, by sequence number
    ///   (X5); null for none
    record UseBooked(
            PoolKey pool,
            String key,
            OrganizationId organization,
            long quantity,
            Instant eventAt,
            boolean late,
            boolean reported,
            Surface surface,
            @Nullable String subject,
            @Nullable String hold,
            List<Draw> held,
            List<Draw> draws,
            long owed,
            @Nullable Instant storageUntil,
            @Nullable Long emergency)
            implements OfPool {}

    /// A use whose subject had been booked under another key: no units were drawn (R7).
    record UseRepeated(String key, ItemId resource, String subject) implements Fact {}

    /// A reported use waits for the vendor's decision (R8).
    record UseKept(Kept kept) implements Fact {}

    /// The vendor decided on a kept use; an accepted one is booked by the next fact.
    record KeptDecided(String use, boolean accepted, @Nullable OrganizationId bookedOn)
            implements Fact {}

    record ArrearsRepaid(PoolKey pool, List<UseDraw> draws) implements OfPool {}

    record ArrearsHalfway(PoolKey pool) implements OfPool {}

    record PoolSuspended(PoolKey pool) implements OfPool {}

    record PoolRestored(PoolKey pool) implements OfPool {}

    record LevelWarned(PoolKey pool, Level level) implements OfPool {}

    record UnitsHeld(PoolKey pool, Hold hold) implements OfPool {}

    /// A hold was released, expired, or lost a voided pack.
    record HoldClosed(PoolKey pool, String hold) implements OfPool {}

    /// A use was reversed in part or in full (R16).
    ///
    /// @param use the sequence number of the use
    /// @param unowed units of it that are no longer owed
    /// @param returns units of it that went back to packs
    /// @param whole whether the use is now reversed in full
    record UseCorrected(
            PoolKey pool,
            long use,
            String key,
            long unowed,
            List<Draw> returns,
            boolean whole,
            String reason)
            implements OfPool {}

    /// A pack was voided, and units that uses had drawn from it were drawn from other packs or are
    /// owed (R17).
    ///
    /// @param undone what uses had drawn from it
    record PackVoided(
            PoolKey pool, long pack, List<UseDraw> undone, List<UseDraw> redrawn, List<Debt> owed)
            implements OfPool {}

    /// A notice to the account, the vendor or both.
    ///
    /// @param quantity the units or months it mentions; null for none
    record Noticed(NoticeCode code, Subject subject, @Nullable BigDecimal quantity)
            implements Fact {}
}
