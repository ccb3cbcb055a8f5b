package scrip.core.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Every published version of every product's catalog in one realm (C1). Which version is in force
/// is a function of the instant, so an answer about the past uses the version in force then (T6).
public record Catalogs(List<Catalog> versions) {

    public Catalogs {
        versions =
                versions.stream()
                        .sorted(
                                Comparator.comparing(Catalog::product)
                                        .thenComparing(Catalog::effectiveFrom))
                        .toList();
    }

    /// The version of a product in force at an instant: the latest that has taken effect.
    public Optional<Catalog> inForce(String product, Instant at) {
        return versions.stream()
                .filter(c -> c.product().equals(product) && !c.effectiveFrom().isAfter(at))
                .reduce((first, second) -> second);
    }

    /// The item of that id in force at an instant.
    public Optional<Item> item(ItemId id, Instant at) {
        return inForce(id.product(), at).flatMap(c -> c.item(id));
    }

    /// The metered resource of that id in force at an instant.
    public Optional<Item.Metered> metered(ItemId id, Instant at) {
        return item(id, at).filter(Item.Metered.class::isInstance).map(Item.Metered.class::cast);
    }

    /// A published version of a product by its name.
    public Optional<Catalog> version(String product, String version) {
        return versions.stream()
                .filter(c -> c.product().equals(product) && c.version().equals(version))
                .findFirst();
    }

    /// The item as a version sold it: quotes, orders and purchases under that version keep this
    /// meaning, whatever later versions say (C1). A sandbox may have replaced that version with one
    /// of its own; if the replacement lacks the item, the last version that has it is used.
    ///
    /// @throws IllegalStateException if no version has the item
    public Item sold(ItemId id, String version) {
        return version(id.product(), version)
                .flatMap(c -> c.item(id))
                .or(() -> lastSold(id, Instant.MAX))
                .orElseThrow(() -> new IllegalStateException("no version sells " + id));
    }

    /// The item of that id as last sold: in the version in force, or else in the last version that
    /// had it. Use it for what may be bought and for what never changes for an id, not for what was
    /// bought.
    public Optional<Item> lastSold(ItemId id, Instant at) {
        return lastSelling(id, at).flatMap(c -> c.item(id));
    }

    /// The last version that sold an item: the one in force, if it sells the item.
    public Optional<Catalog> lastSelling(ItemId id, Instant at) {
        return effective(at).filter(c -> c.item(id).isPresent()).reduce((first, second) -> second);
    }

    /// Every item in force at an instant, in the order of products and of the catalog.
    public Stream<Item> items(Instant at) {
        return versions.stream()
                .map(Catalog::product)
                .distinct()
                .flatMap(p -> inForce(p, at).stream())
                .flatMap(c -> c.items().stream());
    }

    /// The ids of the items that give a feature, or have that id, in any version. Whether a bought
    /// item gives it depends on the version that sold it.
    public Set<ItemId> answeringTo(String feature) {
        Set<ItemId> ids = new LinkedHashSet<>();
        for (Catalog catalog : versions) {
            for (Item item : catalog.items()) {
                if (item.answersTo(feature)) {
                    ids.add(item.id());
                }
            }
        }
        return ids;
    }

    /// Every item that is or was sold, as last sold, in the order of products and of the catalogs.
    public Stream<Item> everSold(Instant at) {
        Map<ItemId, Item> all = new LinkedHashMap<>();
        effective(at).flatMap(c -> c.items().stream()).forEach(i -> all.put(i.id(), i));
        return all.values().stream();
    }

    /// Whether an item that gives a feature, or has that id, may be bought for a member in any
    /// version.
    public boolean isSoldForMembers(String asked) {
        return versions.stream()
                .flatMap(c -> c.items().stream())
                .anyMatch(i -> i.scope().includesMembers() && i.answersTo(asked));
    }

    private Stream<Catalog> effective(Instant at) {
        return versions.stream().filter(c -> !c.effectiveFrom().isAfter(at));
    }
}
