package scrip.server.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.standing.Waiting;
import scrip.server.database.Database;

/// Counts the accounts of a realm that the changes of a new catalog version affect, from tables the
/// ledger keeps by item, without reading any account.
final class AccountCountStore {

    private final Database database;

    AccountCountStore(Database database) {
        this.database = database;
    }

    /// For each change the number of accounts it affects; no entry for a change that cannot affect
    /// any, such as the name of the version. A change of the whole catalog affects all accounts
    /// that have any of its items, a change of a feature those that have an item that includes it.
    Map<CatalogChange, AccountCounts> of(
            int realm, Catalog before, Catalog after, List<CatalogChange> changes, Instant now) {
        Map<Set<ItemId>, AccountCounts> counted = new HashMap<>();
        Map<CatalogChange, AccountCounts> all = new HashMap<>();
        for (CatalogChange change : changes) {
            Set<ItemId> items = items(before, after, change);
            if (!items.isEmpty()) {
                all.put(change, counted.computeIfAbsent(items, i -> count(realm, i, now)));
            }
        }
        return all;
    }

    private static Set<ItemId> items(Catalog before, Catalog after, CatalogChange change) {
        if (change.item() != null) {
            return Set.of(change.item());
        }
        if (!change.touches()) {
            return Set.of();
        }
        Set<ItemId> ids = new HashSet<>();
        for (Catalog catalog : List.of(before, after)) {
            for (Item item : catalog.items()) {
                if (isAbout(change.feature(), item)) {
                    ids.add(item.id());
                }
            }
        }
        return ids;
    }

    private static boolean isAbout(@Nullable String feature, Item item) {
        return feature == null || item.gives(feature);
    }

    private AccountCounts count(int realm, Set<ItemId> items, Instant now) {
        Map<String, Long> counts = new HashMap<>();
        database.readAll(sql ->
                        sql.sql(
                                        """
                                        select kind, count(distinct account)
                                        from waits
                                        where realm = :realm
                                            and item = any (:items)
                                            and kind = any (:kinds)
                                            and from_at <= :now
                                            and (until_at is null or until_at > :now)
                                        group by kind
                                        """)
                                .param("realm", realm)
                                .param("items", items)
                                .param("kinds", Waiting.Kind.OF_ITEMS)
                                .param("now", now)
                                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                                .list())
                .forEach(e -> counts.put(e.getKey(), e.getValue()));
        return new AccountCounts(
                counts.getOrDefault(Waiting.Kind.HELD.name(), 0L),
                counts.getOrDefault(Waiting.Kind.ORDERED.name(), 0L),
                counts.getOrDefault(Waiting.Kind.QUOTED.name(), 0L));
    }
}
