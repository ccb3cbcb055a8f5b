package scrip.server.catalog;

import static scrip.server.catalog.CatalogFields.word;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.EventUse;
import scrip.core.catalog.Feature;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Text;
import scrip.server.catalog.CatalogChange.ChangeKind;
import scrip.server.catalog.CatalogChange.PriceName;

/// The changes from one version of a product's catalog to another.
final class CatalogDiff {

    private final Catalog before;
    private final Catalog after;
    private final List<CatalogChange> changes = new ArrayList<>();

    private CatalogDiff(Catalog before, Catalog after) {
        this.before = before;
        this.after = after;
    }

    /// All changes between two catalogs of the same product: those of the whole catalog, then those
    /// of each item in the order of the new catalog, then the removed items.
    static List<CatalogChange> between(Catalog before, Catalog after) {
        return new CatalogDiff(before, after).changes();
    }

    private List<CatalogChange> changes() {
        whole();
        features();
        for (Item item : after.items()) {
            before.item(item.id()).ifPresentOrElse(old -> item(old, item), () -> added(item));
        }
        for (Item item : before.items()) {
            if (after.item(item.id()).isEmpty()) {
                changes.add(
                        CatalogChange.ofPrices(
                                item.id(),
                                ChangeKind.ITEM_REMOVED,
                                null,
                                List.of(),
                                "removed; " + prices(item, before)));
            }
        }
        return List.copyOf(changes);
    }

    private void whole() {
        whole("version", "version", Catalog::version);
        whole("effective", "effective", Catalog::effectiveFrom);
        whole("name", "name", Catalog::name);
        whole("currency", "currency", Catalog::currency);
        whole("agreement", "agreement", c -> c.agreementRequired() ? "required" : "none");
        whole("approval", "approval of first purchases", c -> word(c.approval()));
        whole("offline_for", "offline_for", Catalog::offlineFor);
        whole("emergency", "emergency access", CatalogDiff::emergency);
        whole("events", "events that are uses", CatalogDiff::events);
        whole("terms_version", "version of the terms", Catalog::termsVersion);
        if (!before.terms().equals(after.terms())) {
            changes.add(
                    CatalogChange.plain(
                            null, ChangeKind.TERMS_CHANGED, "the text of the terms changes"));
        }
        warnings();
    }

    private static String emergency(Catalog catalog) {
        EmergencyTerms terms = catalog.emergency();
        return terms == null
                ? "none"
                : "%d hours, %d a month".formatted(terms.hours(), terms.perMonth());
    }

    private static String events(Catalog catalog) {
        return catalog.events().isEmpty()
                ? "none"
                : catalog.events().stream()
                        .map(EventUse::toString)
                        .collect(Collectors.joining("; "));
    }

    /// Warnings that only a comparison of the two files can give.
    private void warnings() {
        if (!before.terms().equals(after.terms())
                && before.termsVersion().equals(after.termsVersion())) {
            changes.add(
                    CatalogChange.plain(
                            null,
                            ChangeKind.WARNING_TERMS_VERSION_SAME,
                            "WARNING: the terms change but their version does not: nobody could"
                                    + " tell which text a buyer accepted"));
        }
        if (!before.equals(after) && before.version().equals(after.version())) {
            changes.add(
                    CatalogChange.plain(
                            null,
                            ChangeKind.WARNING_VERSION_SAME,
                            "WARNING: the version is the same: a published version never changes,"
                                    + " so give the new one another version"));
        }
        if (!before.equals(after) && !after.effectiveFrom().isAfter(before.effectiveFrom())) {
            changes.add(
                    CatalogChange.plain(
                            null,
                            ChangeKind.WARNING_NOT_LATER,
                            "WARNING: the new version is not effective after the old one: it"
                                    + " would never be in force alone"));
        }
    }

    private void whole(String field, String what, Function<Catalog, Object> part) {
        compare(null, field, what, part.apply(before), part.apply(after));
    }

    /// Compares features that items include. An item's own feature is compared with the item.
    private void features() {
        Map<String, Feature> old = included(before);
        Map<String, Feature> now = included(after);
        now.forEach((name, feature) -> {
            Feature was = old.get(name);
            if (was == null) {
                changes.add(ofFeature(ChangeKind.FEATURE_ADDED, name, "added"));
            } else {
                compareOf(name, "title", was.title(), feature.title());
                compareOf(name, "surfaces", words(was), words(feature));
            }
        });
        old.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name ->
                        changes.add(ofFeature(ChangeKind.FEATURE_REMOVED, name, "removed")));
    }

    private static CatalogChange ofFeature(ChangeKind code, String name, String word) {
        return new CatalogChange(
                null,
                code,
                null,
                name,
                null,
                null,
                List.of(),
                "feature `%s` %s".formatted(name, word));
    }

    private void compareOf(String feature, String field, Object old, Object now) {
        if (!old.equals(now)) {
            changes.add(
                    new CatalogChange(
                            null,
                            ChangeKind.FIELD_CHANGED,
                            field,
                            feature,
                            CatalogChange.text(old),
                            CatalogChange.text(now),
                            List.of(),
                            "%s of `%s`: %s -> %s"
                                    .formatted(field, feature, shown(old), shown(now))));
        }
    }

    private static Map<String, Feature> included(Catalog catalog) {
        Map<String, Feature> features = new LinkedHashMap<>();
        catalog.features().stream()
                .filter(f -> catalog.item(new ItemId(catalog.product(), f.name())).isEmpty())
                .forEach(f -> features.put(f.name(), f));
        return features;
    }

    private void added(Item item) {
        String kind = word(ItemKind.of(item));
        changes.add(
                CatalogChange.ofPrices(
                        item.id(),
                        ChangeKind.ITEM_ADDED,
                        kind,
                        amounts(item).entrySet().stream()
                                .map(e -> e.getKey().changed(null, amount(e.getValue(), after)))
                                .toList(),
                        "added; a %s, %s".formatted(kind, prices(item, after))));
    }

    private void item(Item old, Item now) {
        ItemId id = now.id();
        compare(id, "kind", "kind", kind(old), kind(now));
        compare(id, "scope", "scope", word(old.scope()), word(now.scope()));
        compare(id, "name", "name", old.name(), now.name());
        compare(id, "description", "description", old.description(), now.description());
        compare(id, "UNIT", "UNIT", old.unit(), now.unit());
        compare(id, "surfaces", "surfaces", surfaces(before, old), surfaces(after, now));
        lists(id, "includes", old.includes(), now.includes());
        lists(id, "requires", texts(old.requires()), texts(now.requires()));
        compare(id, "mandatory", "mandatory", mandatory(old), mandatory(now));
        compare(id, "sales_only", "sales_only", old.salesOnly(), now.salesOnly());
        offers(old, now);
        metering(id, Metering.of(old), Metering.of(now));
        compare(id, "example", "example prices", old.example(), now.example());
    }

    private static String kind(Item item) {
        return word(ItemKind.of(item));
    }

    private static boolean mandatory(Item item) {
        return item instanceof Item.Subscription s && s.mandatory();
    }

    private void metering(ItemId id, Metering old, Metering now) {
        compare(id, "quantity_min", "least quantity", old.quantityMin(), now.quantityMin());
        String step = "quantity in multiples of";
        compare(id, "quantity_step", step, old.quantityStep(), now.quantityStep());
        compare(id, "mode", "mode", old.mode(), now.mode());
        compare(id, "arrears_max", "arrears_max", arrearsMax(old), arrearsMax(now));
    }

    private static Object arrearsMax(Metering metering) {
        return Objects.requireNonNullElse(metering.arrearsMax(), "no limit");
    }

    private static String surfaces(Catalog catalog, Item item) {
        return catalog.feature(item.feature()).map(CatalogDiff::words).orElse("none");
    }

    private static String words(Feature feature) {
        return String.join(", ", feature.surfaces().stream().map(CatalogFields::word).toList());
    }

    private static List<String> texts(List<ItemId> ids) {
        return ids.stream().map(ItemId::toString).toList();
    }

    private void lists(ItemId id, String what, List<String> old, List<String> now) {
        listed(id, ChangeKind.LIST_GAINED, what, now, old, " from now on");
        listed(id, ChangeKind.LIST_LOST, what, old, now, " no longer");
    }

    private void listed(
            ItemId id,
            ChangeKind code,
            String what,
            List<String> names,
            List<String> others,
            String words) {
        for (String name : names) {
            if (!others.contains(name)) {
                changes.add(
                        new CatalogChange(
                                id,
                                code,
                                what,
                                name,
                                null,
                                null,
                                List.of(),
                                what + " " + name + words));
            }
        }
    }

    private void offers(Item old, Item now) {
        Map<PriceName, BigDecimal> was = amounts(old);
        Map<PriceName, BigDecimal> is = amounts(now);
        is.forEach((what, amount) -> {
            BigDecimal before = was.get(what);
            if (before == null) {
                price(
                        now,
                        ChangeKind.PRICE_ADDED,
                        what.changed(null, amount(amount, after)),
                        "price %s added: %s".formatted(what.words(), money(amount, after)));
            } else if (before.compareTo(amount) != 0
                    || !this.before.currency().equals(after.currency())) {
                price(
                        now,
                        ChangeKind.PRICE_CHANGED,
                        what.changed(amount(before, this.before), amount(amount, after)),
                        "price %s: %s -> %s"
                                .formatted(
                                        what.words(),
                                        money(before, this.before),
                                        money(amount, after)));
            }
        });
        was.keySet().stream()
                .filter(what -> !is.containsKey(what))
                .forEach(what ->
                        price(
                                now,
                                ChangeKind.PRICE_REMOVED,
                                what.changed(
                                        amount(Objects.requireNonNull(was.get(what)), before),
                                        null),
                                "price " + what.words() + " no longer offered"));
    }

    private void price(Item item, ChangeKind code, CatalogChange.PriceChange change, String words) {
        changes.add(CatalogChange.ofPrices(item.id(), code, null, List.of(change), words));
    }

    private static String prices(Item item, Catalog of) {
        List<String> prices = new ArrayList<>();
        amounts(item).forEach((what, amount) -> prices.add(money(amount, of) + " " + what.words()));
        return String.join(", ", prices);
    }

    /// Each amount of an item, by what distinguishes it from the others.
    private static Map<PriceName, BigDecimal> amounts(Item item) {
        Map<PriceName, BigDecimal> amounts = new LinkedHashMap<>();
        for (Offer offer : item.offers()) {
            String plan = offer.plan();
            switch (offer.price()) {
                case Price.PerMonth(var amount) ->
                        amounts.put(named("SET_AND_MONTH", plan, "per month"), amount);
                case Price.PerYear(var amount) ->
                        amounts.put(named("SET_AND_YEAR", plan, "per year"), amount);
                case Price.PerUnit(var amount) ->
                        amounts.put(named("UNIT", plan, "per unit"), amount);
                case Price.PerUnitByStorageTerm(var byYears) ->
                        byYears.forEach(
                                (years, amount) -> amounts.put(stored(plan, years), amount));
                case Price.PerUnitAndYear(var amount) ->
                        amounts.put(named("UNIT_AND_YEAR", plan, "per unit and year"), amount);
                case Price.Once(var amount) -> amounts.put(named("SET", plan, "once"), amount);
            }
        }
        return amounts;
    }

    private static PriceName named(String per, String plan, String words) {
        return new PriceName(
                per,
                plan.isEmpty() ? null : plan,
                null,
                plan.isEmpty() ? words : words + " (" + plan + ")");
    }

    private static PriceName stored(String plan, int years) {
        PriceName name =
                named("UNIT_BY_STORAGE_YEARS", plan, "per unit stored %d years".formatted(years));
        return new PriceName(name.per(), name.plan(), years, name.words());
    }

    private static CatalogChange.Amount amount(BigDecimal value, Catalog of) {
        return CatalogChange.amount(value, of.currency().getCurrencyCode());
    }

    private static String money(BigDecimal amount, Catalog catalog) {
        return amount.toPlainString() + " " + catalog.currency();
    }

    /// A value in one line; of a text, both languages.
    private static String shown(Object value) {
        return value instanceof Text text && !text.en().equals(text.zh())
                ? text.en() + " / " + text.zh()
                : CatalogChange.text(value).en();
    }

    private void compare(@Nullable ItemId item, String field, String what, Object old, Object now) {
        if (!old.equals(now)) {
            changes.add(
                    new CatalogChange(
                            item,
                            ChangeKind.FIELD_CHANGED,
                            field,
                            null,
                            CatalogChange.text(old),
                            CatalogChange.text(now),
                            List.of(),
                            "%s: %s -> %s".formatted(what, shown(old), shown(now))));
        }
    }
}
