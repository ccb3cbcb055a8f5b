package scrip.server.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import scrip.core.catalog.Catalog;
import scrip.server.database.Database;

/// Shows what a version changes and how many accounts each change affects, in the form of the
/// contract.
final class Differences {

    private final AccountCountStore counts;

    Differences(Database database) {
        this.counts = new AccountCountStore(database);
    }

    /// @param from the version it is compared with
    record View(
            String product,
            String from,
            String version,
            Instant effectiveFrom,
            List<CatalogChange.View> changes) {}

    /// The difference of two versions for the accounts of a realm as they are now.
    View of(int realm, Catalog before, Catalog after, Instant now) {
        List<CatalogChange> changes = CatalogDiff.between(before, after);
        Map<CatalogChange, AccountCounts> touched = counts.of(realm, before, after, changes, now);
        return new View(
                after.product(),
                before.version(),
                after.version(),
                after.effectiveFrom(),
                changes.stream().map(change -> change.view(touched.get(change))).toList());
    }
}
