package scrip.server.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.server.database.Database;
import scrip.server.ledger.Realm;

/// The catalogs published in each realm. They are read once; a version that is published never
/// changes.
public final class PublishedCatalogs {

    private final CatalogStore store;
    private final Map<Integer, Catalogs> realms = new ConcurrentHashMap<>();

    public PublishedCatalogs(Database database) {
        this.store = new CatalogStore(database);
    }

    /// Every version published in a realm.
    public Catalogs of(Realm realm) {
        return realms.computeIfAbsent(realm.number(), this::load);
    }

    /// Publishes the catalogs that ship, unless they are there.
    public void publishShipped(Realm realm, Instant at) {
        List<Catalog> there = of(realm).versions();
        for (String product : ShippedCatalogs.PRODUCTS) {
            Catalog shipped = ShippedCatalogs.of(product);
            boolean known =
                    there.stream()
                            .anyMatch(c ->
                                    c.product().equals(product)
                                            && c.version().equals(shipped.version()));
            if (!known) {
                String source = new String(ShippedCatalogs.bytes(product), StandardCharsets.UTF_8);
                store.add(realm.number(), shipped, source, at, "scrip");
            }
        }
        realms.put(realm.number(), load(realm.number()));
    }

    /// Publishes a version that was checked; one that is there already stays as it is.
    void publish(Realm realm, Catalog catalog, String source, Instant at, String by) {
        store.add(realm.number(), catalog, source, at, by);
        realms.put(realm.number(), load(realm.number()));
    }

    private Catalogs load(int realm) {
        List<Catalog> versions = new ArrayList<>();
        for (String source : store.sources(realm)) {
            switch (CatalogFile.parse(source)) {
                case CatalogFile.Valid valid -> versions.add(valid.catalog());
                case CatalogFile.Faulty faulty ->
                        throw new IllegalStateException(
                                "a published catalog of realm "
                                        + realm
                                        + " cannot be read any more: "
                                        + faulty.faults());
            }
        }
        return new Catalogs(versions);
    }
}
