package scrip.proof.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemChanged;
import scrip.proof.model.Versions.Listed;
import scrip.server.catalog.CatalogFile;

/** Random histories of catalogs: the model and the product refuse the same versions (C1). */
final class VersionsTest {
    private static final int HISTORIES = 400;
    private static final int VERSIONS = 5;

    /** Each way to sell an item: its kind, what its prices are for, and how a file writes them. */
    private record Way(String kind, List<String> prices, String file) {}

    private static final List<Way> WAYS =
            List.of(
                    new Way("subscription", List.of("month"), "{ per: month, amount: 1 }"),
                    new Way("subscription", List.of("year"), "{ per: year, amount: 9 }"),
                    new Way(
                            "subscription",
                            List.of("month", "year"),
                            "{ per: month, amount: 1 }, { per: year, amount: 9 }"),
                    new Way("resource", List.of("month"), "{ per: month, amount: 1 }"),
                    new Way("resource", List.of("unit"), "{ per: unit, amount: 1 }"),
                    new Way(
                            "resource",
                            List.of("unit", "unit"),
                            "{ plan: a, per: unit, amount: 1 }, { plan: b, per: unit, amount: 2 }"),
                    new Way(
                            "resource",
                            List.of("unit by storage years"),
                            "{ per: unit, amount_by_storage_years: { 1: 2, 5: 3 } }"),
                    new Way(
                            "resource",
                            List.of("unit and year"),
                            "{ per: unit-and-year, amount: 1 }"),
                    new Way("service", List.of("once"), "{ per: once, amount: 5 }"),
                    new Way("service", List.of("month"), "{ per: month, amount: 1 }"),
                    new Way("license", List.of("once"), "{ per: once, amount: 5 }"));

    @Test
    void theModelAndTheProductRefuseTheSameVersions() {
        int refused = 0;
        int published = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            Versions model = new Versions();
            List<Catalog> product = new ArrayList<>();
            List<Way> usual = List.of(any(random), any(random), any(random));
            for (int version = 1; version <= VERSIONS; version++) {
                List<Listed> items = new ArrayList<>();
                Catalog catalog = catalog(random, version, usual, items);
                Set<String> changed = new TreeSet<>();
                ItemChanged.of(catalog, product).forEach(c -> changed.add(c.item().toString()));
                assertEquals(model.publish(items), changed, "seed " + seed);
                if (changed.isEmpty()) {
                    product.add(catalog);
                    published++;
                } else {
                    refused++;
                }
            }
        }
        int both = Math.min(refused, published);
        assertTrue(both > HISTORIES / 4, refused + " refused, " + published + " published");
    }

    private static Way any(Random random) {
        return WAYS.get(random.nextInt(WAYS.size()));
    }

    private static Catalog catalog(
            Random random, int version, List<Way> usual, List<Listed> items) {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                product: lab
                version: "%d"
                effective: 2026-%02d-%02dT00:00:00Z
                name: { en: Laboratory, zh: 实验室 }
                currency: USD
                agreement: none
                approval: automatic
                offline_for: PT72H
                terms: { version: "1", en: What a buyer reads., zh: 条款。 }
                items:
                """
                        .formatted(version, 1 + random.nextInt(12), 1 + random.nextInt(28)));
        for (int i = 0; i < usual.size(); i++) {
            boolean withdrawn = i > 0 && random.nextInt(3) == 0;
            if (withdrawn) {
                continue;
            }
            Way way = random.nextInt(4) == 0 ? any(random) : usual.get(i);
            String id = "lab/item-" + i;
            items.add(new Listed(id, way.kind(), way.prices()));
            text.append(written(id, way));
        }
        return switch (CatalogFile.parse(text.toString())) {
            case CatalogFile.Valid valid -> valid.catalog();
            case CatalogFile.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }

    private static String written(String id, Way way) {
        String scope =
                switch (way.kind()) {
                    case "subscription" -> "institution";
                    case "service" -> "organization";
                    default -> "account";
                };
        return """
          - id: %s
            kind: %s
            scope: %s
            name: { en: Thing, zh: 项目 }
            description: { en: What it is., zh: 说明。 }
            unit: { en: unit, zh: 次 }
        %s    prices: [%s]
        """
                .formatted(
                        id,
                        way.kind(),
                        scope,
                        way.kind().equals("service") ? "" : "    surfaces: [api]\n",
                        way.file());
    }
}
