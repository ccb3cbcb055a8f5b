package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Surface;
import scrip.core.license.LicenseId;
import scrip.core.license.Visit;
import scrip.core.money.Money;
import scrip.core.order.AgreedPrice;
import scrip.core.order.LineId;
import scrip.core.order.LineRequest;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.QuoteId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// A request to one account. Idempotency compares the content: the same key with an equal command
/// gives the first answer again (R7).
///
/// @param <A> its answer if it is accepted
public sealed interface Command<A extends Answer> {

    /// Opens an account. Repeating it with equal content changes nothing.
    record OpenAccount(
            OrganizationKind kind, String name, ZoneId zone, @Nullable Integer defaultStorageYears)
            implements Command<Answer.Done> {}

    /// Renames the organization. Its earlier names stay in its history (X3).
    record ChangeName(String name) implements Command<Answer.Done> {}

    record ChangeZone(ZoneId zone) implements Command<Answer.Done> {}

    /// Sets the default storage term of uses (R4).
    ///
    /// @param years null for no default
    record ChangeDefaultStorage(@Nullable Integer years) implements Command<Answer.Done> {}

    /// To a consortium: an institution joins it.
    record AddMember(OrganizationId institution) implements Command<Answer.Done> {}

    /// To a consortium: an institution leaves it.
    record RemoveMember(OrganizationId institution) implements Command<Answer.Done> {}

    /// To an institution: it joined that consortium.
    record JoinConsortium(OrganizationId consortium) implements Command<Answer.Done> {}

    /// To an institution: it left that consortium.
    record LeaveConsortium(OrganizationId consortium) implements Command<Answer.Done> {}

    /// Records an offline agreement (C6, C9).
    ///
    /// @param from the first local day on which its prices, discount and bonus apply; null for no
    ///   limit
    /// @param until the last such day; null for no end
    record SignAgreement(
            String product,
            String number,
            String signer,
            LocalDate signedOn,
            @Nullable String file,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<AgreedPrice.Stated> prices,
            BigDecimal discountPercent,
            SortedMap<String, Long> bonus)
            implements Command<Answer.Signed> {}

    /// Places an order (O1).
    ///
    /// @param termsAccepted whether the service terms in force were accepted, and by whom
    /// @param confirm whether it is confirmed at once, rather than left a draft
    record PlaceOrder(
            List<LineRequest> lines,
            boolean termsAccepted,
            String acceptedBy,
            boolean byVendor,
            boolean confirm)
            implements Command<Answer.Ordered> {}

    record ConfirmOrder(OrderId order) implements Command<Answer.Ordered> {}

    record CancelOrder(OrderId order) implements Command<Answer.Ordered> {}

    /// Settles a payment (O2, M1).
    ///
    /// @param orders the orders that a transfer names; it may name none
    /// @param amount null for a payment of the amount due by the sandbox provider; otherwise a
    ///   transfer of that amount
    /// @param receivedAt when a transfer arrived, by the bank's value date (O4); null for now
    /// @param distinct whether it is known to be a different payment from one with the same
    ///   reference, value date and amount
    record Pay(
            List<OrderId> orders,
            @Nullable Money amount,
            @Nullable Instant receivedAt,
            @Nullable String reference,
            boolean distinct)
            implements Command<Answer.Paid> {

        /// A payment of the amount due for orders by the sandbox provider.
        public static Pay bySandbox(List<OrderId> orders) {
            return new Pay(orders, null, null, null, false);
        }
    }

    /// Applies unapplied money to an order (M1).
    record ApplyMoney(OrderId order, Money amount) implements Command<Answer.Paid> {}

    /// A person of the vendor proposes a return of unapplied money (M1).
    ///
    /// @param to the bank account it goes to
    record ProposeReturn(Money amount, String to, String note, String by)
            implements Command<Answer.Returned> {}

    /// Another person of the vendor approves a proposed return (M1).
    record ApproveReturn(MoneyReturnId moneyReturn, String by)
            implements Command<Answer.Returned> {}

    /// A proposed return is withdrawn.
    record DeclineReturn(MoneyReturnId moneyReturn, String by)
            implements Command<Answer.Returned> {}

    /// Asks the vendor's sales for an order that only they can place (C7).
    record RequestSale(String item, String by, String contact, String note)
            implements Command<Answer.SaleAsked> {}

    /// The vendor closes a request to sales.
    ///
    /// @param order the resulting order; null for none
    record CloseSalesRequest(
            SalesRequestId request, @Nullable OrderId order, String by, String answer)
            implements Command<Answer.SaleAsked> {}

    /// The vendor logs a visit of maintenance (S3).
    record LogVisit(LicenseId license, Visit.Kind kind, LocalDate day, String by, String notes)
            implements Command<Answer.Visited> {}

    record ApproveOrder(OrderId order) implements Command<Answer.Ordered> {}

    /// The bank recalled a payment (R17).
    record RecallPayment(PaymentId payment) implements Command<Answer.Banked> {}

    /// The bank recalled the last payment of an order (R17).
    record RecallOrder(OrderId order) implements Command<Answer.Ordered> {}

    /// The bank reinstated a recalled payment (R17).
    record ReinstatePayment(PaymentId payment) implements Command<Answer.Banked> {}

    /// Places an order with the lines of an old one, at today's prices (O6).
    record RenewOrder(OrderId order, boolean termsAccepted, String acceptedBy, boolean byVendor)
            implements Command<Answer.Ordered> {}

    record MakeQuote(List<LineRequest> lines, boolean byVendor) implements Command<Answer.Quoted> {}

    /// Places an order with the lines and prices of a quote (C9).
    record AcceptQuote(QuoteId quote, boolean termsAccepted, String acceptedBy)
            implements Command<Answer.Ordered> {}

    /// Lets a license end at the end of its term without arrears, or not (L9).
    ///
    /// @param holder null for the account itself
    record EndLicense(String item, @Nullable OrganizationId holder, boolean atEnd)
            implements Command<Answer.Licensed> {}

    /// Grants a bonus pack (R3).
    ///
    /// @param from null: now
    /// @param until null for one year from its start (T2)
    record GrantPack(
            String resource,
            long quantity,
            @Nullable Integer storageYears,
            @Nullable Instant from,
            @Nullable Instant until)
            implements Command<Answer.Granted> {}

    /// Uses units (R6).
    ///
    /// @param organization who used them
    /// @param within the consortium on whose behalf (R21); null for the organization itself
    /// @param eventAt when it happened; null: now
    /// @param subject what was used, never patient data; null if not given
    /// @param reported whether it has been done already, as opposed to being asked for
    record Use(
            OrganizationId organization,
            @Nullable OrganizationId within,
            String resource,
            long quantity,
            @Nullable Integer storageYears,
            Surface surface,
            @Nullable Instant eventAt,
            @Nullable String subject,
            boolean reported)
            implements Command<Answer.Used> {}

    /// Reserves units (R15).
    ///
    /// @param hours null means 24, and counts as the same content as 24
    record HoldUnits(
            OrganizationId organization,
            @Nullable OrganizationId within,
            String resource,
            long quantity,
            @Nullable Integer storageYears,
            @Nullable Integer hours)
            implements Command<Answer.Held> {

        public HoldUnits {
            hours = hours == null ? HOURS_USUAL : hours;
        }

        private static final Integer HOURS_USUAL = 24;
    }

    /// Uses the units that a hold reserved (R15).
    ///
    /// @param organization for which it is asked; null for the account itself
    /// @param quantity null for all units held
    record CaptureHold(@Nullable OrganizationId organization, String hold, @Nullable Long quantity)
            implements Command<Answer.Settled> {}

    /// Gives back the units that a hold reserved (R15).
    ///
    /// @param organization for which it is asked; null for the account itself
    record ReleaseHold(@Nullable OrganizationId organization, String hold)
            implements Command<Answer.Settled> {}

    /// Reverses a use in part or in full (R16).
    ///
    /// @param organization for which it is asked; null for the account itself
    /// @param use the key of the use
    record CorrectUse(
            @Nullable OrganizationId organization, String use, long quantity, String reason)
            implements Command<Answer.Corrected> {}

    /// The vendor's decision on a kept use (R8).
    record DecideKept(String use, boolean accept) implements Command<Answer.Used> {}

    /// Books a use that another account kept on the account to which the institution belongs now
    /// (R21). Issued only together with that account's decision.
    record BookKept(Kept kept) implements Command<Answer.Used> {}

    /// A doctor opens emergency access to what is suspended (X5).
    ///
    /// @param organization for which it is opened
    /// @param within the consortium on whose account (L8, R21); null for the organization's own
    /// @param item the only item to open; null for everything that is suspended
    /// @param storageYears the only storage term of that item; null for all
    /// @param doctor the name of the doctor
    /// @param hours null for as many as the catalog allows
    record OpenEmergency(
            OrganizationId organization,
            @Nullable OrganizationId within,
            @Nullable String item,
            @Nullable Integer storageYears,
            String doctor,
            String reason,
            @Nullable Integer hours)
            implements Command<Answer.EmergencyAllowed> {}

    record ScheduleService(LineId service, String mode, String by, String note)
            implements Command<Answer.Serviced> {}

    record DeliverService(LineId service, String mode, String by, String note)
            implements Command<Answer.Serviced> {}

    /// The customer's acceptance.
    ///
    /// @param signedOn the date on the signed document, if given
    record AcceptService(
            LineId service, String by, String note, String document, @Nullable LocalDate signedOn)
            implements Command<Answer.Serviced> {}

    record RejectService(LineId service, String by, String note)
            implements Command<Answer.Serviced> {}

    /// Books what time alone has caused.
    record Tick() implements Command<Answer.Done> {}
}
