package scrip.server.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.pack.Pool;

/// Names of items; the id where the catalog never had the item.
public final class ItemNames {

    private ItemNames() {}

    public static Text of(@Nullable Item item, ItemId id) {
        return item == null ? new Text(id.toString(), id.toString()) : item.name();
    }

    public static Text unit(@Nullable Item item) {
        return item == null ? new Text("", "") : item.unit();
    }

    /// The unit of a pool as sold (C1).
    public static Text unit(Pool pool, Catalogs catalogs, Instant now) {
        String version = pool.soldUnder();
        return version == null
                ? unit(catalogs.lastSold(pool.key().resource(), now).orElse(null))
                : catalogs.sold(pool.key().resource(), version).unit();
    }
}
