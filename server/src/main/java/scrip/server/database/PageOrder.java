package scrip.server.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The end of a query that reads a page of a list: the rows behind a position in the order of their
/// key, as many as the parameter `:most` says.
public final class PageOrder {

    private PageOrder() {}

    /// The condition, the order and the limit of a page.
    ///
    /// @param key the columns of the key, separated by commas
    /// @param position their values in the row behind which the page begins
    public static String of(String key, String position, boolean ascending) {
        String direction = ascending ? "" : " desc";
        return """
            and (%s) %s (%s)
        order by %s
        limit :most
        """
                .formatted(
                        key,
                        ascending ? ">" : "<",
                        position,
                        key.replace(",", direction + ",") + direction);
    }

    /// An id behind which a page begins: without one, the id before the first of all.
    public static UUID behind(@Nullable UUID id, boolean ascending) {
        long bits = ascending ? 0 : -1;
        return id == null ? new UUID(bits, bits) : id;
    }

    /// A number behind which a page begins: without one, the number before the first of all.
    public static long behind(@Nullable Long number, boolean ascending) {
        return number != null ? number : ascending ? 0 : Long.MAX_VALUE;
    }
}
