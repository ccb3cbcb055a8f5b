package scrip.core.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.time.Instants;

/// Every published version of every product's catalog in one realm (C1). Which version is in force
/// is a function of the instant, so an answer about the past uses the version in force then (T6).
/// Immutable; equal if the versions are.
public final class Catalogs {

    private final List<Catalog> versions;
    private final ItemIndex index;

    public Catalogs(List<Catalog> versions) {
        this.versions =
                versions.stream()
                        .sorted(
                                Comparator.comparing(Catalog::product)
                                        .thenComparing(Catalog::effectiveFrom))
                        .toList();
        this.index = new ItemIndex(this.versions);
    }

    /// All of them, ordered by product and effective instant.
    public List<Catalog> versions() {
        return versions;
    }

    /// The version of a product in force at an instant: the latest that has taken effect.
    public Optional<Catalog> inForce(String product, Instant at) {
        return index.inForce(product, at);
    }

    /// The first instant after another at which a version takes effect; null for never.
    public @Nullable Instant nextEffective(Instant after) {
        Instant next = null;
        for (Catalog catalog : versions) {
            Instant at = catalog.effectiveFrom();
            next = at.isAfter(after) ? Instants.earlier(next, at) : next;
        }
        return next;
    }

    /// The item of that id in force at an instant.
    public Optional<Item> item(ItemId id, Instant at) {
        return Optional.ofNullable(index.item(id, at));
    }

    /// The metered resource of that id in force at an instant.
    public Optional<Item.Metered> metered(ItemId id, Instant at) {
        return index.item(id, at) instanceof Item.Metered metered
                ? Optional.of(metered)
                : Optional.empty();
    }

    /// A published version of a product by its name.
    public Optional<Catalog> version(String product, String version) {
        return versions.stream()
                .filter(c -> c.product().equals(product) && c.version().equals(version))
                .findFirst();
    }

    /// Whether any version of a product has a feature of that bare name.
    public boolean hasFeature(String product, String name) {
        return index.hasFeature(product, name);
    }

    /// The item as a version sold it: quotes, orders and purchases under that version keep this
    /// meaning, whatever later versions say (C1). A sandbox may have replaced that version with one
    /// of its own; if the replacement lacks the item, the last version that has it is used.
    ///
    /// @throws IllegalStateException if no version has the item
    public Item sold(ItemId id, String version) {
        Item item = index.item(id, version);
        if (item == null) {
            item = index.lastSold(id, Instant.MAX);
        }
        if (item == null) {
            throw new IllegalStateException("no version sells " + id);
        }
        return item;
    }

    /// The item of that id as last sold: in the version in force, or else in the last version that
    /// had it. Use it for what may be bought and for what never changes for an id, not for what was
    /// bought.
    public Optional<Item> lastSold(ItemId id, Instant at) {
        return Optional.ofNullable(index.lastSold(id, at));
    }

    /// The last version that sold an item: the one in force, if it sells the item.
    public Optional<Catalog> lastSelling(ItemId id, Instant at) {
        return Optional.ofNullable(index.lastSelling(id, at));
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
    public List<ItemId> answeringTo(String feature) {
        return index.answeringTo(feature);
    }

    /// The same ids in their own order, which is that of pools.
    public List<ItemId> sortedAnsweringTo(String feature) {
        return index.sortedAnsweringTo(feature);
    }

    /// The items that give a feature, or have that id: first those in force, then those no longer
    /// sold, as last sold; each in the order of products and of the catalogs.
    public List<Item> selling(String feature, Instant at) {
        return index.selling(feature, at);
    }

    /// Whether an item that gives a feature, or has that id, may be bought for a member in any
    /// version.
    public boolean isSoldForMembers(String asked) {
        return index.isSoldForMembers(asked);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Catalogs catalogs && versions.equals(catalogs.versions);
    }

    @Override
    public int hashCode() {
        return versions.hashCode();
    }

    @Override
    public String toString() {
        return "Catalogs" + versions;
    }
}
