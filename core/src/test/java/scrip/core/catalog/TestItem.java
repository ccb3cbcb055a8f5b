package scrip.core.catalog;

import java.util.List;

/// Test items.
public final class TestItem {

    private static final Text TEXT = new Text("thing", "thing");

    private TestItem() {}

    /// The common part of an item with that id, with one offer at an example price.
    public static Item.Listing listing(ItemId id, Scope scope, Price price) {
        return new Item.Listing(
                id, scope, TEXT, TEXT, TEXT, false, List.of(new Offer("", price)), true);
    }

    /// A metered resource in any quantity, without a limit of arrears.
    public static Item.Metered metered(ItemId id, Price price) {
        return new Item.Metered(listing(id, Scope.ACCOUNT, price), 1, 1, Mode.SOFT, null);
    }
}
