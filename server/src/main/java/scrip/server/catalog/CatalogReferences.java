package scrip.server.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import scrip.core.catalog.Feature;
import scrip.core.catalog.ItemId;
import scrip.server.yaml.Faults;
import scrip.server.yaml.Position;
import scrip.server.yaml.Spelling;

/// Checks the references between the parts of a catalog file.
final class CatalogReferences {

    private final List<ItemReader.ParsedItem> items;
    private final Map<String, NamedFeature> features;
    private final Faults faults;
    private final Map<String, ItemReader.ParsedItem> byId = new LinkedHashMap<>();

    /// A name in the list of features; the feature is empty if it is faulty.
    record NamedFeature(Position place, Optional<Feature> feature) {}

    CatalogReferences(
            List<ItemReader.ParsedItem> items, Map<String, NamedFeature> features, Faults faults) {
        this.items = items;
        this.features = features;
        this.faults = faults;
    }

    void check() {
        ids();
        includes();
        requires();
        cycles();
    }

    private void ids() {
        for (ItemReader.ParsedItem item : items) {
            ItemId id = item.id();
            if (id == null) {
                continue;
            }
            ItemReader.ParsedItem first = byId.putIfAbsent(id.toString(), item);
            if (first != null) {
                faults.add(
                        item.idPlace(),
                        "the item `%s` is defined twice, first in line %d: rename or remove one"
                                .formatted(id, first.idPlace().line()));
            }
            NamedFeature feature = features.get(id.name());
            if (first == null && feature != null) {
                faults.add(
                        feature.place(),
                        "the item `%s` (line %d) is the feature of this name itself: rename one"
                                .formatted(id, item.idPlace().line()));
            }
        }
    }

    private void includes() {
        Set<String> included = new HashSet<>();
        for (ItemReader.ParsedItem item : items) {
            for (CatalogFields.Placed feature : item.includes()) {
                included.add(feature.word());
                if (!features.containsKey(feature.word())) {
                    faults.add(
                            feature.place(),
                            "`features` does not name `%s`%s"
                                    .formatted(
                                            feature.word(),
                                            Spelling.instead(feature.word(), features.keySet())));
                }
            }
        }
        features.forEach((name, feature) -> {
            if (!included.contains(name)) {
                faults.add(
                        feature.place(),
                        "no item includes the feature `" + name + "`: include or remove it");
            }
        });
    }

    private void requires() {
        for (ItemReader.ParsedItem item : items) {
            for (CatalogFields.Placed required : item.requires()) {
                ItemReader.ParsedItem target = byId.get(required.word());
                if (target == null) {
                    faults.add(
                            required.place(),
                            "`requires` names the unknown item `%s`%s"
                                    .formatted(
                                            required.word(),
                                            Spelling.instead(required.word(), byId.keySet())));
                } else if (target.kind() != null && target.kind() != ItemKind.SUBSCRIPTION) {
                    faults.add(
                            required.place(),
                            "`requires` names `%s`, which is a %s: only a subscription can be required"
                                    .formatted(required.word(), CatalogFields.word(target.kind())));
                }
            }
        }
    }

    /// Reports each cycle of `requires` once, where it is first entered. A depth-first search
    /// without recursion, since a file may contain a long chain.
    private void cycles() {
        Set<String> done = new HashSet<>();
        for (String start : byId.keySet()) {
            List<String> path = new ArrayList<>(List.of(start));
            Map<String, Integer> next = new HashMap<>();
            while (!path.isEmpty()) {
                String last = path.getLast();
                List<CatalogFields.Placed> requires =
                        Objects.requireNonNull(byId.get(last)).requires();
                int i = next.merge(last, 1, Integer::sum) - 1;
                if (done.contains(last) || i >= requires.size()) {
                    done.add(last);
                    path.removeLast();
                } else if (path.contains(requires.get(i).word())) {
                    cycle(path, requires.get(i));
                } else if (byId.containsKey(requires.get(i).word())) {
                    path.add(requires.get(i).word());
                }
            }
        }
    }

    private void cycle(List<String> path, CatalogFields.Placed closing) {
        List<String> round =
                new ArrayList<>(path.subList(path.indexOf(closing.word()), path.size()));
        round.add(closing.word());
        faults.add(
                closing.place(),
                "`requires` forms a cycle: " + String.join(" > ", round) + ": remove one");
    }
}
