package scrip.core.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every published version of every product's catalog in one realm (C1). What is in force is a
/// function of the instant, so an answer about the past reads what was in force then (T6).
public record Catalogs(List<Catalog> versions) {

    public Catalogs {
        versions =
                versions.stream()
                        .sorted(
                                Comparator.comparing(Catalog::product)
                                        .thenComparing(Catalog::effectiveFrom))
                        .toList();
    }

    /// The version of a product in force at an instant: the last that has become effective.
    public Optional<Catalog> inForce(String product, Instant at) {
        return versions.stream()
                .filter(c -> c.product().equals(product) && !c.effectiveFrom().isAfter(at))
                .reduce((first, second) -> second);
    }

    /// The item of that id in force at an instant.
    public Optional<Item> item(String id, Instant at) {
        int slash = id.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : inForce(id.substring(0, slash), at).flatMap(c -> c.item(id));
    }

    /// The item of that id as it was sold last: in force, or else in the last version that had it.
    /// What was bought can be used to its end, also when it is sold no more (C1).
    public Optional<Item> lastSold(String id, Instant at) {
        return item(id, at)
                .or(() ->
                        effective(at)
                                .flatMap(c -> c.item(id).stream())
                                .reduce((first, second) -> second));
    }

    /// Every item in force at an instant, in the order of products and of the catalog.
    public Stream<Item> items(Instant at) {
        return versions.stream()
                .map(Catalog::product)
                .distinct()
                .flatMap(p -> inForce(p, at).stream())
                .flatMap(c -> c.items().stream());
    }

    /// Every item that is or was sold, as it was sold last, in the order of products and of the
    /// catalogs.
    public Stream<Item> everSold(Instant at) {
        Map<String, Item> all = new LinkedHashMap<>();
        effective(at).flatMap(c -> c.items().stream()).forEach(i -> all.put(i.id(), i));
        return all.values().stream();
    }

    private Stream<Catalog> effective(Instant at) {
        return versions.stream().filter(c -> !c.effectiveFrom().isAfter(at));
    }
}
