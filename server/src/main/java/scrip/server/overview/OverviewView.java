package scrip.server.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.order.ProposalView;

/// The standing of an organization, in the form of the contract.
record OverviewView(
        OrganizationId organization,
        String name,
        String kind,
        String zone,
        Instant at,
        String standing,
        @Nullable Instant suspendsAt,
        GlanceView glance,
        List<DebtView> debts,
        List<TaskView> tasks,
        List<RightView> works,
        List<StockView> stock,
        List<OpenOrderView> openOrders,
        List<Money> unapplied,
        CountsView counts) {

    /// The total of each list that may be cut off.
    record CountsView(int debts, int works, int openOrders) {}

    /// A license, with the item's name.
    ///
    /// @param daysLeft whole days from now to its end
    /// @param renewal null if it cannot be renewed
    record RightView(
            ItemId item,
            Text name,
            @JsonProperty("for") OrganizationId holder,
            String form,
            String state,
            Instant from,
            @Nullable Instant until,
            @Nullable Instant suspendsAt,
            @Nullable Long daysLeft,
            boolean endsAtUntil,
            @Nullable ProposalView renewal) {}

    /// A pool and what is left in it.
    ///
    /// @param whole the quantities of all packs within their windows
    /// @param percent what is left of the whole, rounded down
    /// @param low whether that is low enough to be a task
    /// @param next the pack that is drawn on next
    record StockView(
            ItemId resource,
            Text name,
            Text unit,
            @Nullable Integer storageYears,
            String state,
            long available,
            long whole,
            long percent,
            boolean low,
            long used,
            long arrears,
            long held,
            long closing,
            @Nullable NextPackView next) {}

    /// The pack that is drawn on next.
    record NextPackView(String pack, long available, long quantity, Instant until, long daysLeft) {}

    /// An order that is not finished.
    record OpenOrderView(
            OrderId order,
            String reference,
            String state,
            Money total,
            Money due,
            @Nullable Instant expiresAt,
            @Nullable Instant activateBy) {}
}
