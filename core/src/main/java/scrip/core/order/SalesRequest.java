package scrip.core.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// A request to the vendor's sales for an order that only they can place (C7).
///
/// @param contact how to reach the person who asked, or empty
/// @param note free text, or empty
/// @param closedBy the person of the vendor who closed it; null while open
/// @param order the resulting order; null while open, or if there is none
/// @param answer the vendor's answer, or empty
public record SalesRequest(
        SalesRequestId id,
        ItemId item,
        String requestedBy,
        String contact,
        String note,
        Instant requestedAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        @Nullable OrderId order,
        String answer) {

    public boolean isOpen() {
        return closedAt == null;
    }

    public SalesRequest closed(String by, Instant at, @Nullable OrderId placed, String said) {
        return new SalesRequest(
                id, item, requestedBy, contact, note, requestedAt, by, at, placed, said);
    }
}
