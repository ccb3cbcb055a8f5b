package scrip.proof.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * C1: the meaning of an id never changes. The published versions of one product, as their price
 * lists state them.
 */
final class Versions {
    /** What each id ever meant, in any published version. */
    private final Map<String, String> meanings = new LinkedHashMap<>();

    /**
     * An item on a price list.
     *
     * @param kind subscription, resource, service or license
     * @param prices what each of its prices is for: month, year, unit, once, "unit by storage
     *     years" or "unit and year"
     */
    record Listed(String id, String kind, List<String> prices) {}

    /**
     * Publishes a version in force from any instant: whether the other versions are earlier or
     * later is irrelevant to buyers. Answers the ids whose meaning would change; if there are any,
     * nothing is published.
     */
    SortedSet<String> publish(List<Listed> items) {
        SortedSet<String> changed = new TreeSet<>();
        for (Listed item : items) {
            String was = meanings.get(item.id());
            if (was != null && !was.equals(meaning(item))) {
                changed.add(item.id());
            }
        }
        if (changed.isEmpty()) {
            items.forEach(item -> meanings.put(item.id(), meaning(item)));
        }
        return changed;
    }

    private static String meaning(Listed item) {
        boolean monthly = item.prices().contains("month");
        boolean stored =
                item.prices().contains("unit by storage years")
                        || item.prices().contains("unit and year");
        return switch (item.kind()) {
            case "resource" -> monthly ? "capacity" : "metered, storage terms: " + stored;
            case "service" -> monthly ? "maintenance" : "one-time service";
            case "license" -> "perpetual license";
            default -> "subscription";
        };
    }
}
