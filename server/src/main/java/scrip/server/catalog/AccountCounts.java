package scrip.server.catalog;

/// How many accounts a change of a catalog affects (C1). An account can count in all three.
///
/// @param held those that have the item and can still use or renew it, or are owed it
/// @param ordered those with an order for it that is not yet activated
/// @param quoted those with a quote for it that they can still accept
record AccountCounts(long held, long ordered, long quoted) {

    @Override
    public String toString() {
        return "%,d %s it, %,d %s it on order, %,d %s an open quote of it"
                .formatted(
                        held,
                        held == 1 ? "account holds" : "accounts hold",
                        ordered,
                        ordered == 1 ? "has" : "have",
                        quoted,
                        quoted == 1 ? "has" : "have");
    }
}
