package scrip.server.role;

/// A person's role in an organization. A person may have several, and other roles elsewhere.
public enum OrganizationRole {
    /// May do everything that an organization may.
    OWNER,
    /// Orders, pays, renews.
    BUYER,
    /// Pays, and reads the ledger.
    FINANCE,
    /// Runs what was bought: usage, keys, acceptance of services. Sees no money.
    OPERATOR,
    /// Views everything except money.
    VIEWER
}
