package scrip.server.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemChanged;
import scrip.server.rehearse.Rehearsal.Played;

/// Checks the catalogs of a scenario before its first step: that they can be published one after
/// the other, or that the last one is refused as expected (C1).
final class Publishing {

    private static final String VERB = "catalogs";

    private Publishing() {}

    /// The failure or refusal; null if all catalogs were published and the steps follow.
    static @Nullable Played play(Scenario scenario) {
        String wanted = scenario.catalogsRefused();
        List<Catalog> before = new ArrayList<>();
        for (Catalog version : scenario.catalogs()) {
            List<ItemChanged> changed = ItemChanged.of(version, before);
            before.add(version);
            if (changed.isEmpty()) {
                continue;
            }
            boolean last = before.size() == scenario.catalogs().size();
            return refused(scenario, version, changed, wanted != null && last);
        }
        return wanted == null
                ? null
                : played(
                        scenario,
                        new TreeMap<>(),
                        "refused: expected " + wanted + ", all of them can be published");
    }

    private static Played refused(
            Scenario scenario, Catalog version, List<ItemChanged> changed, boolean wanted) {
        List<String> details = changed.stream().map(ItemChanged::toString).toList();
        SortedMap<String, Object> outcome =
                new TreeMap<>(
                        Map.of(
                                "refused",
                                ItemChanged.CODE,
                                "version",
                                version.version(),
                                "details",
                                details));
        return played(
                scenario,
                outcome,
                wanted
                        ? null
                        : "version %s of %s is refused %s: %s"
                                .formatted(
                                        version.version(),
                                        version.product(),
                                        ItemChanged.CODE,
                                        String.join("; ", details)));
    }

    private static Played played(
            Scenario scenario, SortedMap<String, Object> outcome, @Nullable String failure) {
        return new Played(scenario.catalogsLine(), null, VERB, outcome, failure);
    }
}
