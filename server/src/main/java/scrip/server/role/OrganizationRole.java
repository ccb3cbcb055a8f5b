package scrip.server.role;

/// What somebody is in an organization. A person may have several, and others elsewhere.
public enum OrganizationRole {
    /// May do everything that an organization may.
    OWNER,
    /// Orders, pays, renews.
    BUYER,
    /// Pays, and reads the ledger.
    FINANCE,
    /// Runs what was bought: usage, keys, acceptance of services. Sees no money.
    OPERATOR,
    /// Looks.
    VIEWER
}
