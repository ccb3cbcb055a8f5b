package scrip.server.catalog;

/// How many accounts a change of a catalog is about (C1). An account can be in all three.
///
/// @param held with something of it that can still be used or renewed, or is owed to them
/// @param ordered with an order of it that is not yet activated
/// @param quoted with a quote of it that they can still accept
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
