package scrip.core.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Why a version cannot be published (C1): it would change what an id of another version stands
/// for. Its code is [ItemChanged#CODE].
///
/// @param version the other version: the earliest in which the id stands for something else
/// @param before what the id stands for there
/// @param after what it would stand for
public record ItemChanged(
        ItemId item, String version, Instant effectiveFrom, Nature before, Nature after) {

    /// Public API: never renamed.
    public static final String CODE = "ITEM_CHANGED";

    /// Every id of a version that stands for something else in another version of the same product,
    /// in the order of its items. Which of the two takes effect first does not matter: items sold
    /// under one must still be found under the other.
    public static List<ItemChanged> of(Catalog version, Collection<Catalog> others) {
        List<Catalog> ordered =
                others.stream()
                        .filter(other -> other.product().equals(version.product()))
                        .sorted(Comparator.comparing(Catalog::effectiveFrom))
                        .toList();
        List<ItemChanged> all = new ArrayList<>();
        for (Item item : version.items()) {
            Nature after = Nature.of(item);
            ordered.stream()
                    .flatMap(other -> of(item.id(), after, other))
                    .findFirst()
                    .ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private static Stream<ItemChanged> of(ItemId id, Nature after, Catalog other) {
        return other.item(id).stream()
                .map(Nature::of)
                .filter(before -> before != after)
                .map(before ->
                        new ItemChanged(id, other.version(), other.effectiveFrom(), before, after));
    }

    @Override
    public String toString() {
        return "%s is %s in version %s and would be %s: give it a new id"
                .formatted(item, before.words(), version, after.words());
    }
}
