package scrip.server.catalog;

import scrip.core.catalog.Item;

/// The kinds of the catalog file and the contract (`docs/rulebook.md`, section 1). Two kinds each
/// stand for two sorts of items, which their prices distinguish: a resource is metered or a
/// capacity, a service is delivered once or is maintenance.
public enum ItemKind {
    SUBSCRIPTION,
    RESOURCE,
    SERVICE,
    /// Perpetual.
    LICENSE;

    /// The kind that an item has in files and in the contract.
    public static ItemKind of(Item item) {
        return switch (item) {
            case Item.Subscription _ -> SUBSCRIPTION;
            case Item.Metered _, Item.Capacity _ -> RESOURCE;
            case Item.OneTimeService _, Item.Maintenance _ -> SERVICE;
            case Item.Perpetual _ -> LICENSE;
        };
    }
}
