package scrip.core.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds versions by product, and items by id or by what is asked for, without looking at the
/// others. Made once from all versions; immutable.
final class ItemIndex {

    private final Map<String, List<Version>> products;
    private final Map<String, Set<String>> features;
    private final Map<ItemId, List<Listed>> items;
    private final Map<String, Asked> questions;

    /// A version of a catalog.
    ///
    /// @param until the instant from which the next one of its product is in force; null if it is
    ///   the last
    private record Version(Catalog catalog, @Nullable Instant until) {

        boolean hasTakenEffect(Instant at) {
            return !catalog.effectiveFrom().isAfter(at);
        }

        boolean isInForce(Instant at) {
            return hasTakenEffect(at) && (until == null || at.isBefore(until));
        }
    }

    /// An item as one version has it.
    private record Listed(Version version, Item item) {}

    /// The items that answer a question in any version.
    ///
    /// @param ids in the order of the versions in which they first answer
    /// @param sorted the same by id
    /// @param placed the same in the order of the versions that first have them
    /// @param listed each of them as each version has it in which it answers
    /// @param forMembers whether any of `listed` may be bought for a member
    private record Asked(
            List<ItemId> ids,
            List<ItemId> sorted,
            List<ItemId> placed,
            List<Listed> listed,
            boolean forMembers) {

        static final Asked NOTHING = new Asked(List.of(), List.of(), List.of(), List.of(), false);
    }

    /// @param versions ordered by product and effective instant
    ItemIndex(List<Catalog> versions) {
        Map<String, List<Version>> byProduct = new TreeMap<>();
        Map<String, Set<String>> names = new TreeMap<>();
        Map<ItemId, List<Listed>> byId = new LinkedHashMap<>();
        Map<String, List<Listed>> byName = new TreeMap<>();
        for (int place = 0; place < versions.size(); place++) {
            Version version = new Version(versions.get(place), until(versions, place));
            String product = version.catalog().product();
            add(byProduct, product, version);
            Set<String> known = names.computeIfAbsent(product, _ -> new TreeSet<>());
            version.catalog().features().forEach(f -> known.add(f.name()));
            for (Item item : version.catalog().items()) {
                Listed listed = new Listed(version, item);
                add(byId, item.id(), listed);
                names(item).forEach(name -> add(byName, name, listed));
            }
        }
        Map<String, Asked> asked = new TreeMap<>();
        byName.forEach((name, listed) -> asked.put(name, asked(listed, byId.keySet())));
        products = Map.copyOf(byProduct);
        names.replaceAll((_, all) -> Set.copyOf(all));
        features = Map.copyOf(names);
        items = Map.copyOf(byId);
        questions = Map.copyOf(asked);
    }

    private static @Nullable Instant until(List<Catalog> versions, int place) {
        if (place + 1 == versions.size()) {
            return null;
        }
        Catalog next = versions.get(place + 1);
        return next.product().equals(versions.get(place).product()) ? next.effectiveFrom() : null;
    }

    private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    /// Everything to which an item answers.
    private static Set<String> names(Item item) {
        Set<String> names = new TreeSet<>(item.includes());
        names.add(item.feature());
        names.add(item.id().toString());
        return names;
    }

    private static Asked asked(List<Listed> listed, Set<ItemId> all) {
        Set<ItemId> ids = new LinkedHashSet<>();
        listed.forEach(l -> ids.add(l.item().id()));
        return new Asked(
                List.copyOf(ids),
                ids.stream().sorted().toList(),
                all.stream().filter(ids::contains).toList(),
                List.copyOf(listed),
                listed.stream().anyMatch(l -> l.item().scope().includesMembers()));
    }

    Optional<Catalog> inForce(String product, Instant at) {
        for (Version version : products.getOrDefault(product, List.of())) {
            if (version.isInForce(at)) {
                return Optional.of(version.catalog());
            }
        }
        return Optional.empty();
    }

    boolean hasFeature(String product, String name) {
        return features.getOrDefault(product, Set.of()).contains(name);
    }

    @Nullable Item item(ItemId id, Instant at) {
        for (Listed listed : listed(id)) {
            if (listed.version().isInForce(at)) {
                return listed.item();
            }
        }
        return null;
    }

    /// The item as a version has it; null if it does not.
    @Nullable Item item(ItemId id, String version) {
        for (Listed listed : listed(id)) {
            if (listed.version().catalog().version().equals(version)) {
                return listed.item();
            }
        }
        return null;
    }

    @Nullable Item lastSold(ItemId id, Instant at) {
        Listed last = last(id, at);
        return last == null ? null : last.item();
    }

    @Nullable Catalog lastSelling(ItemId id, Instant at) {
        Listed last = last(id, at);
        return last == null ? null : last.version().catalog();
    }

    private @Nullable Listed last(ItemId id, Instant at) {
        Listed last = null;
        for (Listed listed : listed(id)) {
            if (listed.version().hasTakenEffect(at)) {
                last = listed;
            }
        }
        return last;
    }

    private List<Listed> listed(ItemId id) {
        List<Listed> all = items.get(id);
        return all == null ? List.of() : all;
    }

    List<ItemId> answeringTo(String asked) {
        return question(asked).ids();
    }

    List<ItemId> sortedAnsweringTo(String asked) {
        return question(asked).sorted();
    }

    boolean isSoldForMembers(String asked) {
        return question(asked).forMembers();
    }

    List<Item> selling(String asked, Instant at) {
        Asked question = question(asked);
        List<Item> selling = new ArrayList<>();
        for (Listed listed : question.listed()) {
            if (listed.version().isInForce(at)) {
                selling.add(listed.item());
            }
        }
        for (ItemId id : question.placed()) {
            Listed last = last(id, at);
            if (last != null && !last.version().isInForce(at) && last.item().answersTo(asked)) {
                selling.add(last.item());
            }
        }
        return selling;
    }

    private Asked question(String asked) {
        Asked known = questions.get(asked);
        return known == null ? Asked.NOTHING : known;
    }
}
