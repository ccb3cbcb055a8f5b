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
    ORGANIZATION;

    /// Whether a consortium may buy for a member, so that an account has what is another's.
    public boolean includesMembers() {
        return switch (this) {
            case INSTITUTION, ORGANIZATION -> true;
            case CONSORTIUM, ACCOUNT -> false;
        };
    }
}
