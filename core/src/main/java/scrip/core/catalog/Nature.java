package scrip.core.catalog;

/// What an id stands for in every version of its catalog that has it (C1): a different kind, or
/// storage terms where there were none, would be a different item under the id of one already sold.
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

    /// The nature of an item.
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

    /// The nature in English, with an article.
    public String words() {
        return words;
    }
}
