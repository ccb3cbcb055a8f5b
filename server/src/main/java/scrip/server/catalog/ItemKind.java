package scrip.server.catalog;

import scrip.core.catalog.Item;

/// The kinds of the catalog file and the contract (`docs/rulebook.md`, section 1). Prices tell
/// apart what two of them have in common: a resource is metered or a capacity, a service is
/// delivered once or is maintenance.
public enum ItemKind {
    SUBSCRIPTION,
    RESOURCE,
    SERVICE,
    /// Perpetual.
    LICENSE;

    /// The kind that an item is written as.
    public static ItemKind of(Item item) {
        return switch (item) {
            case Item.Subscription _ -> SUBSCRIPTION;
            case Item.Metered _, Item.Capacity _ -> RESOURCE;
            case Item.OneTimeService _, Item.Maintenance _ -> SERVICE;
            case Item.Perpetual _ -> LICENSE;
        };
    }
}
