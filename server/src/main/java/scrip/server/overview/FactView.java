package scrip.server.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Subject;
import scrip.core.license.LicenseId;
import scrip.core.money.Money;
import scrip.core.order.LineId;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.QuoteId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.server.emergency.EmergencyView;
import scrip.server.license.LicenseView;
import scrip.server.license.VisitView;
import scrip.server.order.OrderView;
import scrip.server.order.QuoteView;
import scrip.server.order.SalesRequestView;
import scrip.server.organization.AgreementView;
import scrip.server.pack.PackView;
import scrip.server.payment.MoneyReturnView;
import scrip.server.payment.PaymentView;
import scrip.server.service.ServiceView;
import scrip.server.use.KeptView;

/// The content of a fact, in the form of the contract: facts with the same kind of content share a
/// view.
sealed interface FactView {

    /// An account was opened.
    record Opening(String kind, String name, String zone, @Nullable Integer defaultStorageYears)
            implements FactView {}

    record Name(String name) implements FactView {}

    record Zone(String zone) implements FactView {}

    record DefaultStorage(@Nullable Integer defaultStorageYears) implements FactView {}

    record Member(OrganizationId institution) implements FactView {}

    record Consortium(OrganizationId consortium) implements FactView {}

    record Agreement(AgreementView agreement) implements FactView {}

    record Quote(QuoteView quote) implements FactView {}

    record QuoteAcceptance(QuoteId quote, OrderId order) implements FactView {}

    record Order(OrderView order) implements FactView {}

    record Payment(PaymentView payment) implements FactView {}

    /// The part of a payment that was moved.
    record ShareView(PaymentId payment, Money amount) {}

    /// Money moved between an order and the unapplied money.
    record OrderMoney(OrderId order, List<ShareView> shares) implements FactView {}

    record Recall(PaymentId payment, Money amount, Money owed) implements FactView {}

    record Reinstatement(PaymentId payment, Money amount, Money cured) implements FactView {}

    /// Unapplied money that is sent back.
    ///
    /// @param shares what was taken from each payment; null until the return is approved
    record Return(@JsonProperty("return") MoneyReturnView money, @Nullable List<ShareView> shares)
            implements FactView {}

    record SalesRequest(SalesRequestView request) implements FactView {}

    record License(LicenseView license) implements FactView {}

    record LicenseReminder(LicenseId license, int remindersPassed) implements FactView {}

    record Visit(VisitView visit) implements FactView {}

    record Emergency(EmergencyView emergency) implements FactView {}

    record Service(ServiceView service) implements FactView {}

    record ServiceReminder(LineId service, int remindersPassed) implements FactView {}

    record PackIssue(PackView pack) implements FactView {}

    record PackStep(ItemId resource, @Nullable Integer storageYears, PackId pack)
            implements FactView {}

    record PackEnd(ItemId resource, @Nullable Integer storageYears, PackId pack, long expired)
            implements FactView {}

    record PackReminder(
            ItemId resource, @Nullable Integer storageYears, PackId pack, int remindersPassed)
            implements FactView {}

    /// Units of one pack.
    record UnitsView(PackId pack, long units) {}

    /// Units of a pack drawn by a use, before or after a change.
    ///
    /// @param use the seq of the use
    record UseUnitsView(long use, PackId pack, long units) {}

    /// Units of a use that no pack covers.
    ///
    /// @param use the seq of the use
    record OwedUnitsView(long use, long units) {}

    /// Units were used.
    ///
    /// @param used units drawn from packs; `usedOfHold` were drawn from what its hold had reserved
    /// @param emergency the seq of the emergency access without which it would have been refused
    record Use(
            ItemId resource,
            @Nullable Integer storageYears,
            String key,
            OrganizationId organization,
            long quantity,
            Instant eventAt,
            boolean late,
            boolean reported,
            String surface,
            @Nullable String subject,
            @Nullable String hold,
            List<UnitsView> used,
            List<UnitsView> usedOfHold,
            long arrears,
            @Nullable Instant storageUntil,
            @Nullable Long emergency)
            implements FactView {}

    record Repeat(String key, ItemId resource, String subject) implements FactView {}

    record Kept(KeptView use) implements FactView {}

    /// The vendor decided on a kept use.
    ///
    /// @param use the key of the kept use
    record Decision(String use, boolean accepted, @Nullable OrganizationId bookedOn)
            implements FactView {}

    record Repayment(ItemId resource, @Nullable Integer storageYears, List<UseUnitsView> repaid)
            implements FactView {}

    record Pool(ItemId resource, @Nullable Integer storageYears) implements FactView {}

    record Level(ItemId resource, @Nullable Integer storageYears, String level)
            implements FactView {}

    record Hold(
            ItemId resource,
            @Nullable Integer storageYears,
            String hold,
            OrganizationId organization,
            Instant endsAt,
            List<UnitsView> held)
            implements FactView {}

    record HoldEnd(ItemId resource, @Nullable Integer storageYears, String hold)
            implements FactView {}

    /// A use was reversed in part or whole.
    ///
    /// @param use the seq of the use
    /// @param arrears units of it that are no longer owed
    record Correction(
            ItemId resource,
            @Nullable Integer storageYears,
            long use,
            String key,
            long arrears,
            List<UnitsView> returned,
            boolean whole,
            String reason)
            implements FactView {}

    /// A pack was voided.
    ///
    /// @param undone what uses had drawn from the pack
    /// @param redone what they draw from other packs instead
    record Voiding(
            ItemId resource,
            @Nullable Integer storageYears,
            PackId pack,
            List<UseUnitsView> undone,
            List<UseUnitsView> redone,
            List<OwedUnitsView> arrears)
            implements FactView {}

    record Notice(String code, Subject subject, @Nullable BigDecimal quantity)
            implements FactView {}
}
