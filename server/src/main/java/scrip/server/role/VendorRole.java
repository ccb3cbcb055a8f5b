package scrip.server.role;

/// What somebody is at the vendor. A person may have several.
public enum VendorRole {
    /// May do everything.
    ADMINISTRATOR,
    /// Looks after what is sold.
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
