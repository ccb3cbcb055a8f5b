package scrip.server.catalog;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Feature;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Surface;
import scrip.core.catalog.Text;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlValue;

/// Reads one item of a catalog file.
final class ItemReader {

    /// The largest number in a quantity rule.
    static final long QUANTITY_MAX = 1_000_000_000L;

    /// The largest limit of arrears.
    static final long ARREARS_MAX = 1_000_000_000_000L;

    private static final Map<ItemKind, List<Scope>> SCOPES_OF_KIND =
            Map.of(
                    ItemKind.SUBSCRIPTION, List.of(Scope.INSTITUTION, Scope.CONSORTIUM),
                    ItemKind.RESOURCE, List.of(Scope.ACCOUNT),
                    ItemKind.SERVICE, List.of(Scope.ORGANIZATION),
                    ItemKind.LICENSE, List.of(Scope.ACCOUNT));

    private final @Nullable String product;
    private final @Nullable Currency currency;

    /// A reader of the items of one catalog.
    ///
    /// @param product null if the catalog's product is not known: then it is not compared
    /// @param currency null if the catalog's currency is not known
    ItemReader(@Nullable String product, @Nullable Currency currency) {
        this.product = product;
        this.currency = currency;
    }

    /// The parts of an item that could be read. The catalog's reader checks it against the other
    /// items, which needs the positions.
    ///
    /// @param id null if it is faulty
    /// @param item null if any of its fields is faulty
    /// @param feature null if it has none (a service) or it is faulty
    record ParsedItem(
            Position place,
            Position idPlace,
            @Nullable ItemId id,
            @Nullable ItemKind kind,
            List<CatalogFields.Placed> includes,
            List<CatalogFields.Placed> requires,
            @Nullable Item item,
            @Nullable Feature feature) {}

    ParsedItem read(YamlMap map) {
        Optional<YamlValue> idValue = map.required("id");
        Optional<ItemId> id = idValue.flatMap(this::id);
        Optional<ItemKind> kind = map.required("kind").flatMap(v -> v.choice(ItemKind.values()));
        Optional<Scope> scope = map.required("scope").flatMap(v -> scope(v, kind));
        Optional<Text> name = text(map, "name", CatalogFields.TITLE_LENGTH_MAX);
        Optional<Text> description = text(map, "description", CatalogFields.DESCRIPTION_LENGTH_MAX);
        Optional<Text> unit = text(map, "unit", CatalogFields.TITLE_LENGTH_MAX);
        List<CatalogFields.Placed> includes = words(map, "includes", kind, true);
        List<CatalogFields.Placed> requires = words(map, "requires", kind, false);
        boolean mandatory = mandatory(map, kind);
        boolean salesOnly = flag(map, "sales_only");
        boolean example = flag(map, "example");
        List<Offer> offers =
                map.required("prices")
                        .map(v -> new PriceReader(kind.orElse(null), currency).read(v))
                        .orElse(List.of());
        Metering metering = metering(map, kind, offers);
        Optional<SortedSet<Surface>> surfaces = surfaces(map, kind);
        map.refuseOtherFields();

        Item item = null;
        if (id.isPresent()
                && kind.isPresent()
                && scope.isPresent()
                && name.isPresent()
                && description.isPresent()
                && unit.isPresent()) {
            Item.Listing listing =
                    new Item.Listing(
                            id.get(),
                            scope.get(),
                            name.get(),
                            description.get(),
                            unit.get(),
                            salesOnly,
                            offers,
                            example);
            item = item(kind.get(), listing, includes, requires, mandatory, metering);
        }
        return new ParsedItem(
                map.place(),
                idValue.map(YamlValue::place).orElse(map.place()),
                id.orElse(null),
                kind.orElse(null),
                includes,
                requires,
                item,
                feature(item, surfaces).orElse(null));
    }

    /// The item of a kind, as determined by its prices: a resource priced per month is a capacity,
    /// and a service priced per month is maintenance.
    private static Item item(
            ItemKind kind,
            Item.Listing listing,
            List<CatalogFields.Placed> includes,
            List<CatalogFields.Placed> requires,
            boolean mandatory,
            Metering metering) {
        List<String> features = includes.stream().map(CatalogFields.Placed::word).toList();
        boolean monthly = isMonthly(listing.offers());
        return switch (kind) {
            case SUBSCRIPTION ->
                    new Item.Subscription(
                            listing,
                            features,
                            requires.stream().map(r -> ItemId.of(r.word())).toList(),
                            mandatory);
            case RESOURCE ->
                    monthly
                            ? new Item.Capacity(listing)
                            : new Item.Metered(
                                    listing,
                                    metering.quantityMin(),
                                    metering.quantityStep(),
                                    metering.mode(),
                                    metering.arrearsMax());
            case SERVICE ->
                    monthly ? new Item.Maintenance(listing) : new Item.OneTimeService(listing);
            case LICENSE -> new Item.Perpetual(listing, features);
        };
    }

    private static boolean isMonthly(List<Offer> offers) {
        return offers.stream().anyMatch(o -> o.price() instanceof Price.PerMonth);
    }

    private static Optional<Feature> feature(
            @Nullable Item item, Optional<SortedSet<Surface>> surfaces) {
        return Optional.ofNullable(item)
                .flatMap(i -> surfaces.map(s -> new Feature(i.feature(), i.name(), s)));
    }

    private Optional<ItemId> id(YamlValue value) {
        Optional<ItemId> id = value.text().map(ItemId::of);
        if (id.isEmpty()) {
            return id;
        }
        if (!id.get().hasProduct() || !CatalogFields.isName(id.get().name())) {
            return value.fault(
                    "`%s` is not an item's id: write the product, a slash and a name in lower case"
                                    .formatted(id.get())
                            + " letters, digits and single hyphens");
        }
        if (product != null && !id.get().product().equals(product)) {
            return value.fault(
                    "`%s` is not of this catalog's product: its id begins with `%s/`"
                            .formatted(id.get(), product));
        }
        return id;
    }

    private static Optional<Scope> scope(YamlValue value, Optional<ItemKind> kind) {
        Optional<Scope> scope = value.choice(Scope.values());
        if (scope.isEmpty() || kind.isEmpty()) {
            return scope;
        }
        List<Scope> allowed = SCOPES_OF_KIND.getOrDefault(kind.get(), List.of());
        return allowed.contains(scope.get())
                ? scope
                : value.fault(
                        "a %s is not bought for the scope `%s`: use `%s`"
                                .formatted(
                                        CatalogFields.word(kind.get()),
                                        CatalogFields.word(scope.get()),
                                        String.join(
                                                "` or `",
                                                allowed.stream()
                                                        .map(CatalogFields::word)
                                                        .toList())));
    }

    private static Optional<Text> text(YamlMap map, String field, int lengthMax) {
        return map.required(field).flatMap(v -> CatalogFields.text(v, lengthMax));
    }

    private static boolean flag(YamlMap map, String field) {
        return map.optional(field).flatMap(YamlValue::bool).orElse(false);
    }

    private static boolean mandatory(YamlMap map, Optional<ItemKind> kind) {
        boolean mandatory = flag(map, "mandatory");
        if (mandatory && kind.isPresent() && kind.get() != ItemKind.SUBSCRIPTION) {
            map.required("mandatory")
                    .ifPresent(v -> v.fault("only a subscription can be mandatory"));
        }
        return mandatory;
    }

    private static List<CatalogFields.Placed> words(
            YamlMap map, String field, Optional<ItemKind> kind, boolean alsoLicense) {
        Optional<YamlValue> value = map.optional(field);
        if (value.isEmpty()) {
            return List.of();
        }
        List<CatalogFields.Placed> words = CatalogFields.words(value.get());
        boolean fits =
                kind.isEmpty()
                        || kind.get() == ItemKind.SUBSCRIPTION
                        || (alsoLicense && kind.get() == ItemKind.LICENSE);
        if (!fits) {
            value.get()
                    .fault(
                            "a %s has no `%s`: remove it"
                                    .formatted(CatalogFields.word(kind.get()), field));
        }
        return words;
    }

    private static Map<String, Mode> modes() {
        Map<String, Mode> modes = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) {
            modes.put(mode.name(), mode);
        }
        return modes;
    }

    /// A field that only a metered resource has.
    private static Optional<YamlValue> metered(
            YamlMap map, String field, Optional<ItemKind> kind, List<Offer> offers) {
        Optional<YamlValue> value = map.optional(field);
        boolean other = kind.isPresent() && kind.get() != ItemKind.RESOURCE;
        if (value.isPresent() && (other || isMonthly(offers))) {
            return value.get()
                    .fault("only a resource sold by the unit has `" + field + "`: remove it");
        }
        return value;
    }

    private static Metering metering(YamlMap map, Optional<ItemKind> kind, List<Offer> offers) {
        Quantity quantity = quantity(map, kind, offers);
        Optional<Mode> mode = metered(map, "mode", kind, offers).flatMap(v -> v.choice(modes()));
        Optional<Long> arrearsMax =
                metered(map, "arrears_max", kind, offers).flatMap(v -> v.whole(0, ARREARS_MAX));
        return new Metering(
                quantity.min(), quantity.step(), mode.orElse(Mode.SOFT), arrearsMax.orElse(null));
    }

    private record Quantity(long min, long step) {
        static final Quantity ONE = new Quantity(1, 1);
    }

    private static Quantity quantity(YamlMap map, Optional<ItemKind> kind, List<Offer> offers) {
        Optional<YamlMap> rules = metered(map, "quantity", kind, offers).flatMap(YamlValue::map);
        if (rules.isEmpty()) {
            return Quantity.ONE;
        }
        Optional<YamlValue> minValue = rules.get().required("min");
        Optional<Long> min = minValue.flatMap(v -> v.whole(1, QUANTITY_MAX));
        Optional<Long> step = rules.get().required("step").flatMap(v -> v.whole(1, QUANTITY_MAX));
        rules.get().refuseOtherFields();
        if (min.isEmpty() || step.isEmpty()) {
            return Quantity.ONE;
        }
        if (min.get() % step.get() != 0) {
            minValue.ifPresent(v ->
                    v.fault(
                            "`min` must be a multiple of `step`: %d is not a multiple of %d"
                                    .formatted(min.get(), step.get())));
        }
        return new Quantity(min.get(), step.get());
    }

    /// The surfaces on which the item's own feature is used. A service is not a feature.
    private static Optional<SortedSet<Surface>> surfaces(YamlMap map, Optional<ItemKind> kind) {
        if (kind.isPresent() && kind.get() == ItemKind.SERVICE) {
            map.optional("surfaces")
                    .ifPresent(v -> v.fault("a service is used nowhere: remove `surfaces`"));
            return Optional.empty();
        }
        return map.required("surfaces").flatMap(ItemReader::surfaces);
    }

    /// A list of surfaces, each once and at least one.
    static Optional<SortedSet<Surface>> surfaces(YamlValue value) {
        SortedSet<Surface> surfaces = new TreeSet<>();
        List<YamlValue> elements = new ArrayList<>(value.list().orElse(List.of()));
        if (value.isList() && elements.isEmpty()) {
            return value.fault("name at least one surface: patient, console or api");
        }
        for (YamlValue element : elements) {
            Optional<Surface> surface = element.choice(Surface.values());
            if (surface.isPresent() && !surfaces.add(surface.get())) {
                element.fault("this surface is in the list twice: keep one");
            }
        }
        return surfaces.isEmpty() ? Optional.empty() : Optional.of(surfaces);
    }
}
