package scrip.core.catalog;

/// What an id is, in every version of its catalog that has it (C1): another kind, or storage terms
/// where there were none, would be another thing under the name of something that was sold.
public enum Nature {
    SUBSCRIPTION("a subscription"),
    METERED("a metered resource"),
    METERED_BY_STORAGE_TERM("a metered resource with storage terms"),
    CAPACITY("a capacity"),
    SERVICE("a one-time service"),
    MAINTENANCE("a maintenance service"),
    LICENSE("a perpetual license");

    private final String words;

    Nature(String words) {
        this.words = words;
    }

    /// What an item is.
    public static Nature of(Item item) {
        return switch (item) {
            case Item.Subscription _ -> SUBSCRIPTION;
            case Item.Metered m -> m.storageTerms() ? METERED_BY_STORAGE_TERM : METERED;
            case Item.Capacity _ -> CAPACITY;
            case Item.OneTimeService _ -> SERVICE;
            case Item.Maintenance _ -> MAINTENANCE;
            case Item.Perpetual _ -> LICENSE;
        };
    }

    /// The same in English, with its article.
    public String words() {
        return words;
    }
}
