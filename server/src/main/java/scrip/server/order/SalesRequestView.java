package scrip.server.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.OrderId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;

/// A request to sales in the form of the contract (C7).
public record SalesRequestView(
        SalesRequestId id,
        OrganizationId organization,
        ItemId item,
        String state,
        String requestedBy,
        @Nullable String contact,
        @Nullable String note,
        Instant requestedAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        @Nullable OrderId order,
        @Nullable String answer) {

    /// The request of an account.
    public static SalesRequestView of(OrganizationId account, SalesRequest request) {
        return new SalesRequestView(
                request.id(),
                account,
                request.item(),
                request.isOpen() ? "OPEN" : "CLOSED",
                request.requestedBy(),
                orNull(request.contact()),
                orNull(request.note()),
                request.requestedAt(),
                request.closedBy(),
                request.closedAt(),
                request.order(),
                orNull(request.answer()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
