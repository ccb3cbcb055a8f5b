package scrip.core.catalog;

/// What an item is (`docs/rulebook.md`, section 1).
public enum Kind {
    SUBSCRIPTION,
    RESOURCE,
    SERVICE,
    /// Perpetual.
    LICENSE
}
