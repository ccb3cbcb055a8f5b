package scrip.server.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.EventUse;
import scrip.core.catalog.Feature;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.money.CurrenciesInUse;
import scrip.server.yaml.Faults;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlValue;

/// Reads a complete catalog file, continuing after each fault.
public final class CatalogReader {

    static final int ITEMS_MAX = 500;

    /// How long a product may rely on an answer at most.
    public static final Duration OFFLINE_MAX = Duration.ofDays(90);

    private CatalogReader() {}

    /// The catalog, to be used only if there are no faults; empty if too little of it was readable.
    static Optional<CatalogFile.Valid> read(YamlMap root, Faults faults) {
        Optional<String> product = root.required("product").flatMap(CatalogFields::name);
        Optional<String> version = root.required("version").flatMap(CatalogFields::version);
        Optional<Instant> effective = root.required("effective").flatMap(YamlValue::instant);
        Optional<Text> name =
                root.required("name")
                        .flatMap(v -> CatalogFields.text(v, CatalogFields.TITLE_LENGTH_MAX));
        Optional<Currency> currency = root.required("currency").flatMap(CatalogReader::currency);
        Optional<Boolean> agreement =
                root.required("agreement")
                        .flatMap(v -> v.choice(List.of("required", "none")))
                        .map("required"::equals);
        Optional<Approval> approval =
                root.required("approval").flatMap(v -> v.choice(Approval.values()));
        Optional<Duration> offline = root.required("offline_for").flatMap(CatalogReader::offline);
        EmergencyTerms emergency =
                root.optional("emergency").flatMap(CatalogReader::emergency).orElse(null);
        Optional<TermsOfUse> terms = root.required("terms").flatMap(CatalogReader::terms);
        Map<String, CatalogReferences.NamedFeature> features = features(root);
        List<ItemReader.ParsedItem> items =
                items(root, new ItemReader(product.orElse(null), currency.orElse(null)));
        List<Item> sold =
                items.stream().flatMap(i -> Optional.<Item>ofNullable(i.item()).stream()).toList();
        List<EventUse> events = new EventReader(sold).read(root);
        root.refuseOtherFields();
        new CatalogReferences(items, features, faults).check();
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        Map<ItemId, Position> places = new TreeMap<>();
        items.forEach(
                i -> Optional.ofNullable(i.id()).ifPresent(id -> places.put(id, i.idPlace())));
        Catalog catalog =
                new Catalog(
                        product.orElseThrow(),
                        version.orElseThrow(),
                        effective.orElseThrow(),
                        name.orElseThrow(),
                        currency.orElseThrow(),
                        agreement.orElseThrow(),
                        approval.orElseThrow(),
                        terms.orElseThrow().version(),
                        terms.orElseThrow().text(),
                        offline.orElseThrow(),
                        emergency,
                        all(features, items),
                        sold,
                        events);
        return Optional.of(new CatalogFile.Valid(catalog, places));
    }

    private static List<Feature> all(
            Map<String, CatalogReferences.NamedFeature> features,
            List<ItemReader.ParsedItem> items) {
        List<Feature> all = new ArrayList<>();
        features.values().forEach(named -> all.addAll(named.feature().stream().toList()));
        items.forEach(i -> Optional.<Feature>ofNullable(i.feature()).ifPresent(all::add));
        return all;
    }

    private static Optional<Currency> currency(YamlValue value) {
        return value.parsed(
                "a currency of ISO 4217 in use today, such as USD",
                code -> CurrenciesInUse.find(code).orElseThrow(IllegalArgumentException::new));
    }

    private static Optional<Duration> offline(YamlValue value) {
        return value.duration()
                .flatMap(d ->
                        d.isNegative() || d.compareTo(OFFLINE_MAX) > 0
                                ? value.fault(
                                        "`offline_for` must be from PT0S through " + OFFLINE_MAX)
                                : Optional.of(d));
    }

    /// How the product can be opened in an emergency (X5).
    static Optional<EmergencyTerms> emergency(YamlValue value) {
        Optional<YamlMap> map = value.map();
        if (map.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> hours =
                map.get().required("hours").flatMap(v -> v.whole(1, EmergencyTerms.HOURS_MAX));
        Optional<Long> perMonth =
                map.get()
                        .required("per_month")
                        .flatMap(v -> v.whole(1, EmergencyTerms.PER_MONTH_MAX));
        map.get().refuseOtherFields();
        return hours.flatMap(
                h -> perMonth.map(n -> new EmergencyTerms(Math.toIntExact(h), Math.toIntExact(n))));
    }

    private record TermsOfUse(String version, Text text) {}

    private static Optional<TermsOfUse> terms(YamlValue value) {
        Optional<YamlMap> map = value.map();
        if (map.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> version = map.get().required("version").flatMap(CatalogFields::version);
        Optional<Text> text = CatalogFields.languages(map.get(), CatalogFields.TERMS_LENGTH_MAX);
        map.get().refuseOtherFields();
        return version.flatMap(v -> text.map(t -> new TermsOfUse(v, t)));
    }

    /// The features that items include, by name. A catalog may have none.
    private static Map<String, CatalogReferences.NamedFeature> features(YamlMap root) {
        Map<String, CatalogReferences.NamedFeature> features = new LinkedHashMap<>();
        Optional<YamlMap> map = root.optional("features").flatMap(YamlValue::map);
        for (YamlMap.Entry entry : map.map(YamlMap::entries).orElse(List.of())) {
            if (!CatalogFields.isName(entry.name())) {
                entry.fault(
                        "`%s` is not a name: use lower case letters, digits and single hyphens"
                                .formatted(entry.name()));
            }
            Optional<Feature> feature =
                    entry.value().map().flatMap(fields -> feature(entry.name(), fields));
            features.put(entry.name(), new CatalogReferences.NamedFeature(entry.place(), feature));
        }
        return features;
    }

    private static Optional<Feature> feature(String name, YamlMap fields) {
        Optional<Text> title = CatalogFields.languages(fields, CatalogFields.TITLE_LENGTH_MAX);
        var surfaces = fields.required("surfaces").flatMap(ItemReader::surfaces);
        fields.refuseOtherFields();
        return title.flatMap(t -> surfaces.map(s -> new Feature(name, t, s)));
    }

    private static List<ItemReader.ParsedItem> items(YamlMap root, ItemReader reader) {
        Optional<YamlValue> value = root.required("items");
        List<YamlValue> elements = value.flatMap(YamlValue::list).orElse(List.of());
        if (value.isPresent() && value.get().isList() && elements.isEmpty()) {
            value.get().fault("`items` is an empty list: a catalog sells at least one item");
        }
        if (value.isPresent() && elements.size() > ITEMS_MAX) {
            value.get().fault("a catalog has at most " + ITEMS_MAX + " items");
            return List.of();
        }
        return elements.stream().flatMap(e -> e.map().stream()).map(reader::read).toList();
    }
}
