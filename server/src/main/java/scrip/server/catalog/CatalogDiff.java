package scrip.server.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Feature;
import scrip.core.catalog.Item;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;

/// What changes from one version of a product's catalog to another, in words for the vendor.
final class CatalogDiff {

    private final Catalog before;
    private final Catalog after;
    private final List<Change> changes = new ArrayList<>();

    /// One thing that changes.
    ///
    /// @param item the id of the item it is about, null when it is about the whole catalog
    record Change(@Nullable String item, String text) {

        @Override
        public String toString() {
            return (item == null ? "catalog" : item) + ": " + text;
        }
    }

    private CatalogDiff(Catalog before, Catalog after) {
        this.before = before;
        this.after = after;
    }

    /// All changes: those of the whole catalog, then those of each item in the order of the new
    /// one, then the items that go. Two catalogs of the same product.
    static List<Change> between(Catalog before, Catalog after) {
        return new CatalogDiff(before, after).changes();
    }

    private List<Change> changes() {
        whole();
        features();
        for (Item item : after.items()) {
            before.item(item.id()).ifPresentOrElse(old -> item(old, item), () -> added(item));
        }
        for (Item item : before.items()) {
            if (after.item(item.id()).isEmpty()) {
                changes.add(new Change(item.id(), "removed; " + prices(item)));
            }
        }
        return List.copyOf(changes);
    }

    private void whole() {
        compare(null, "version", before.version(), after.version());
        compare(null, "effective", before.effectiveFrom(), after.effectiveFrom());
        compare(null, "name", before.name(), after.name());
        compare(null, "currency", before.currency(), after.currency());
        compare(null, "agreement", agreement(before), agreement(after));
        compare(
                null,
                "approval of first purchases",
                CatalogFields.word(before.approval()),
                CatalogFields.word(after.approval()));
        compare(null, "offline_for", before.offlineFor(), after.offlineFor());
        compare(null, "version of the terms", before.termsVersion(), after.termsVersion());
        if (!before.terms().equals(after.terms())) {
            changes.add(new Change(null, "the text of the terms changes"));
        }
        warnings();
    }

    /// What the two files can say about each other and one alone cannot.
    private void warnings() {
        if (!before.terms().equals(after.terms())
                && before.termsVersion().equals(after.termsVersion())) {
            changes.add(
                    new Change(
                            null,
                            "WARNING: the terms change and their version does not: nobody could"
                                    + " tell which text a buyer accepted"));
        }
        if (!before.equals(after) && before.version().equals(after.version())) {
            changes.add(
                    new Change(
                            null,
                            "WARNING: the version is the same: a published version never changes,"
                                    + " so give the new one another"));
        }
        if (!before.equals(after) && !after.effectiveFrom().isAfter(before.effectiveFrom())) {
            changes.add(
                    new Change(
                            null,
                            "WARNING: the new version is not effective after the old one: it"
                                    + " would never be in force alone"));
        }
    }

    private static String agreement(Catalog catalog) {
        return catalog.agreementRequired() ? "required" : "none";
    }

    /// Features that items include. An item's own is compared with the item.
    private void features() {
        Map<String, Feature> old = included(before);
        Map<String, Feature> now = included(after);
        now.forEach((name, feature) -> {
            Feature was = old.get(name);
            if (was == null) {
                changes.add(new Change(null, "feature `" + name + "` added"));
            } else {
                compare(null, "title of `" + name + "`", was.title(), feature.title());
                compare(null, "surfaces of `" + name + "`", words(was), words(feature));
            }
        });
        old.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> changes.add(new Change(null, "feature `" + name + "` removed")));
    }

    private static Map<String, Feature> included(Catalog catalog) {
        Map<String, Feature> features = new LinkedHashMap<>();
        catalog.features().stream()
                .filter(f -> catalog.item(catalog.product() + "/" + f.name()).isEmpty())
                .forEach(f -> features.put(f.name(), f));
        return features;
    }

    private void added(Item item) {
        changes.add(
                new Change(
                        item.id(),
                        "added; a %s, %s"
                                .formatted(CatalogFields.word(item.kind()), prices(item))));
    }

    private void item(Item old, Item now) {
        String id = now.id();
        compare(id, "kind", CatalogFields.word(old.kind()), CatalogFields.word(now.kind()));
        compare(id, "scope", CatalogFields.word(old.scope()), CatalogFields.word(now.scope()));
        compare(id, "name", old.name(), now.name());
        compare(id, "description", old.description(), now.description());
        compare(id, "unit", old.unit(), now.unit());
        compare(id, "surfaces", surfaces(before, old), surfaces(after, now));
        lists(id, "includes", old.includes(), now.includes());
        lists(id, "requires", old.requires(), now.requires());
        compare(id, "mandatory", old.mandatory(), now.mandatory());
        compare(id, "sales_only", old.salesOnly(), now.salesOnly());
        offers(old, now);
        compare(id, "least quantity", old.quantityMin(), now.quantityMin());
        compare(id, "quantity in multiples of", old.quantityStep(), now.quantityStep());
        compare(id, "mode", old.mode(), now.mode());
        compare(
                id,
                "arrears_max",
                Objects.requireNonNullElse(old.arrearsMax(), "no limit"),
                Objects.requireNonNullElse(now.arrearsMax(), "no limit"));
        compare(id, "example prices", old.example(), now.example());
    }

    private static String surfaces(Catalog catalog, Item item) {
        return catalog.feature(item.feature()).map(CatalogDiff::words).orElse("none");
    }

    private static String words(Feature feature) {
        return String.join(", ", feature.surfaces().stream().map(CatalogFields::word).toList());
    }

    private void lists(String id, String what, List<String> old, List<String> now) {
        now.stream()
                .filter(name -> !old.contains(name))
                .forEach(name -> changes.add(new Change(id, what + " " + name + " from now on")));
        old.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> changes.add(new Change(id, what + " " + name + " no longer")));
    }

    private void offers(Item old, Item now) {
        Map<String, BigDecimal> was = amounts(old);
        Map<String, BigDecimal> is = amounts(now);
        is.forEach((what, amount) -> {
            BigDecimal before = was.get(what);
            if (before == null) {
                changes.add(
                        new Change(
                                now.id(),
                                "price %s added: %s".formatted(what, money(amount, after))));
            } else if (before.compareTo(amount) != 0) {
                compare(
                        now.id(),
                        "price " + what,
                        money(before, this.before),
                        money(amount, after));
            }
        });
        was.keySet().stream()
                .filter(what -> !is.containsKey(what))
                .forEach(what ->
                        changes.add(new Change(now.id(), "price " + what + " no longer offered")));
    }

    private String prices(Item item) {
        Catalog of = after.item(item.id()).isPresent() ? after : before;
        List<String> prices = new ArrayList<>();
        amounts(item).forEach((what, amount) -> prices.add(money(amount, of) + " " + what));
        return String.join(", ", prices);
    }

    /// Each amount of an item under words that tell it apart from its others.
    private static Map<String, BigDecimal> amounts(Item item) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (Offer offer : item.offers()) {
            String plan = offer.plan().isEmpty() ? "" : " (" + offer.plan() + ")";
            switch (offer.price()) {
                case Price.PerMonth(var amount) -> amounts.put("per month" + plan, amount);
                case Price.PerYear(var amount) -> amounts.put("per year" + plan, amount);
                case Price.PerUnit(var amount) -> amounts.put("per unit" + plan, amount);
                case Price.PerUnitByStorageTerm(var byYears) ->
                        byYears.forEach((years, amount) ->
                                amounts.put(
                                        "per unit stored %d years%s".formatted(years, plan),
                                        amount));
                case Price.PerUnitAndYear(var amount) ->
                        amounts.put("per unit and year" + plan, amount);
                case Price.Once(var amount) -> amounts.put("once" + plan, amount);
            }
        }
        return amounts;
    }

    private static String money(BigDecimal amount, Catalog catalog) {
        return amount.toPlainString() + " " + catalog.currency();
    }

    private void compare(@Nullable String item, String what, Object old, Object now) {
        if (!old.equals(now)) {
            changes.add(new Change(item, "%s: %s -> %s".formatted(what, old, now)));
        }
    }
}
