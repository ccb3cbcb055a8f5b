package scrip.server.role;

/// A person's role at the vendor. A person may have several.
public enum VendorRole {
    /// May do everything.
    ADMINISTRATOR,
    /// Maintains the catalogs.
    CATALOG,
    /// Looks after organizations, agreements and orders.
    SALES,
    /// Looks after money.
    FINANCE,
    /// Looks after activation, services, keys and usage.
    OPERATIONS,
    /// Reads everything and changes nothing.
    AUDITOR
}
