package scrip.server.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.overview.DebtView;

/// What needs a person of the vendor now, as the contract has it.
///
/// @param leftOff whether there are more organizations than were looked at
record DeskView(
        Instant at,
        List<ApprovalView> approvals,
        List<TransferView> transfers,
        List<OwingView> debts,
        List<KeptView> kept,
        List<MoneyView> unapplied,
        List<ServiceView> services,
        boolean leftOff) {

    /// A paid order that waits for the vendor, with its 24-hour clock (O3).
    record ApprovalView(
            OrganizationId organization,
            String name,
            OrderId order,
            Money total,
            @Nullable Instant purchasedAt,
            @Nullable Instant activateBy,
            boolean breached) {}

    /// A confirmed order whose transfer may arrive.
    record TransferView(
            OrganizationId organization,
            String name,
            OrderId order,
            String reference,
            Money due,
            @Nullable Instant expiresAt,
            boolean agreementMissing) {}

    /// Something an organization owes.
    record OwingView(OrganizationId organization, String name, DebtView debt) {}

    /// Reported uses that wait for a decision.
    record KeptView(OrganizationId organization, String name, int uses) {}

    /// Money that no order took.
    record MoneyView(OrganizationId organization, String name, Money money) {}

    /// A service to be scheduled or delivered.
    record ServiceView(
            OrganizationId organization,
            String name,
            String service,
            String item,
            Text title,
            String state,
            Instant until) {}
}
