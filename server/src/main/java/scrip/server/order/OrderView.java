package scrip.server.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.order.AgreedPrice;
import scrip.core.order.CapacityChoice;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;

/// An order in the form of the contract (O7).
///
/// @param breached null in the answer to a command, which must not change when the command is
///   repeated
public record OrderView(
        OrderId id,
        String reference,
        String state,
        List<LineView> lines,
        Money total,
        Money paid,
        Money due,
        SortedMap<String, String> terms,
        String acceptedBy,
        Instant acceptedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant purchasedAt,
        @Nullable Instant activateBy,
        @Nullable Instant activatedAt,
        boolean awaitsApproval,
        @Nullable Boolean breached,
        boolean recalled,
        boolean byVendor) {

    /// A line in the form of the contract.
    public record LineView(
            LineId id,
            int number,
            ItemId item,
            @JsonProperty("for") OrganizationId holder,
            @Nullable String plan,
            long quantity,
            @Nullable Integer months,
            @Nullable Integer storageYears,
            @Nullable LocalDate starts,
            @Nullable String capacity,
            Money total,
            Text formula,
            boolean example,
            @Nullable Long bonus,
            @Nullable String agreedPriceUnused,
            String catalogVersion) {

        /// Why an agreed price for the item was not applied (C9); null if none was skipped.
        static @Nullable String unused(Line line) {
            AgreedPrice.Unused why = line.agreedPriceUnused();
            return why == null ? null : why.name();
        }

        static LineView of(Line line) {
            CapacityChoice capacity = line.request().capacity();
            return new LineView(
                    line.id(),
                    line.number(),
                    line.item(),
                    line.holder(),
                    line.request().plan(),
                    line.quantity(),
                    line.term(),
                    line.storageTerm(),
                    line.starts(),
                    capacity == null ? null : capacity.name(),
                    line.total(),
                    line.formula(),
                    line.example(),
                    line.bonus() == 0 ? null : line.bonus(),
                    unused(line),
                    line.catalogVersion());
        }
    }

    /// An order as it is at an instant.
    ///
    /// @param now null in the answer to a command
    public static OrderView of(Order order, @Nullable Instant now) {
        return new OrderView(
                order.id(),
                order.reference(),
                order.state().name(),
                order.lines().stream().map(LineView::of).toList(),
                order.total(),
                order.paid(),
                order.due(),
                order.terms(),
                order.acceptedBy(),
                order.acceptedAt(),
                order.confirmedAt(),
                order.isPaid() ? null : order.expiresAt(),
                order.purchasedAt(),
                order.activateBy(),
                order.activatedAt(),
                order.awaitsApproval(),
                now == null ? null : order.breached(now),
                order.recalled(),
                order.byVendor());
    }
}
