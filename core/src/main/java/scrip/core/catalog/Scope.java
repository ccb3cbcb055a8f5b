package scrip.core.catalog;

/// For whom one line of an item is bought (C4).
public enum Scope {
    /// One institution: the buyer itself, or a member named by a consortium.
    INSTITUTION,
    /// One consortium; an institution that belongs to none buys for itself.
    CONSORTIUM,
    /// The account that buys.
    ACCOUNT,
    /// One organization: the buyer itself, or a member named by a consortium (S4).
    ORGANIZATION
}
