package scrip.core.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// What an organization asks the vendor's sales for, because only they can place the order (C7).
///
/// @param contact how to reach who asked, or empty
/// @param note free text, or empty
/// @param closedBy who of the vendor closed it; null while open
/// @param order the order that came of it; null while open, or if none came
/// @param answer what the vendor says of it, or empty
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
