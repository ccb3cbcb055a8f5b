package scrip.core.catalog;

/// What an item is (RULES, section 1).
public enum Kind {
    SUBSCRIPTION,
    RESOURCE,
    SERVICE,
    /// Perpetual.
    LICENSE
}
