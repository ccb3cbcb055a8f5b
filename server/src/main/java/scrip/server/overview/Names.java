package scrip.server.overview;

import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.Text;

/// What an item is called; its id where the catalog never had it.
final class Names {

    private Names() {}

    static Text of(@Nullable Item item, String id) {
        return item == null ? new Text(id, id) : item.name();
    }

    static Text unit(@Nullable Item item) {
        return item == null ? new Text("", "") : item.unit();
    }
}
