package scrip.server.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.server.overview.DebtView;

/// What needs action by the vendor's staff now, in the form of the contract: the rows of each list.
final class DeskView {

    private DeskView() {}

    /// A paid order that waits for the vendor, with its 24-hour clock (O3).
    record ApprovalView(
            Section section,
            OrganizationId organization,
            String name,
            OrderId order,
            String reference,
            Money total,
            @Nullable Instant purchasedAt,
            @Nullable Instant activateBy,
            boolean breached) {}

    /// A confirmed order whose transfer may arrive.
    record TransferView(
            Section section,
            OrganizationId organization,
            String name,
            OrderId order,
            String reference,
            Money due,
            @Nullable Instant expiresAt,
            boolean agreementMissing) {}

    /// Something an organization owes.
    record OwingView(Section section, OrganizationId organization, String name, DebtView debt) {}

    /// Reported uses that wait for a decision.
    record KeptView(Section section, OrganizationId organization, String name, int uses) {}

    /// Money not allocated to any order.
    record MoneyView(Section section, OrganizationId organization, String name, Money money) {}

    /// A service to be scheduled or delivered.
    record ServiceView(
            Section section,
            OrganizationId organization,
            String name,
            String service,
            ItemId item,
            Text title,
            String state,
            Instant until) {}

    /// A request to sales.
    record RequestView(
            Section section,
            OrganizationId organization,
            String name,
            SalesRequestId request,
            ItemId item,
            Text title,
            String requestedBy,
            @Nullable String contact,
            @Nullable String note,
            Instant requestedAt) {}

    /// A return of money that a second person has to approve.
    record ReturnView(
            Section section,
            OrganizationId organization,
            String name,
            @JsonProperty("return") MoneyReturnId moneyReturn,
            Money amount,
            String to,
            String proposedBy,
            Instant proposedAt) {}
}
