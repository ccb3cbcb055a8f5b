package scrip.server.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Feature;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Text;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
import scrip.server.http.Forms;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;

/// The operations that show catalogs and prices.
final class CatalogRoutes implements Routes {

    private final PublishedCatalogs published;
    private final Realms realms;

    CatalogRoutes(PublishedCatalogs published, Realms realms) {
        this.published = published;
        this.realms = realms;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/catalogs", Permission.ANYBODY, this::list),
                Route.get("/v1/catalogs/{product}", Permission.ANYBODY, this::one),
                Route.get("/v1/prices", Permission.ANYBODY, this::prices));
    }

    private record SummaryView(
            String product,
            String version,
            Instant effectiveFrom,
            Text name,
            String currency,
            boolean agreementRequired,
            String approval,
            String termsVersion) {}

    private record TermsView(String version, Text text) {}

    private record FeatureView(String name, Text title, List<String> surfaces) {}

    private record OfferView(
            @Nullable String plan,
            String per,
            @Nullable BigDecimal amount,
            @Nullable SortedMap<Integer, BigDecimal> amounts) {}

    private record ItemView(
            ItemId id,
            String kind,
            String scope,
            Text name,
            Text description,
            Text unit,
            List<String> includes,
            List<ItemId> requires,
            boolean mandatory,
            boolean salesOnly,
            List<OfferView> offers,
            long quantityMin,
            long quantityStep,
            String mode,
            @Nullable Long arrearsMax,
            boolean example) {}

    private record CatalogView(
            String product,
            String version,
            Instant effectiveFrom,
            Text name,
            String currency,
            boolean agreementRequired,
            String approval,
            TermsView terms,
            List<FeatureView> features,
            List<ItemView> items) {}

    private record Amount(BigDecimal amount, String currency) {}

    private record PriceView(
            ItemId item,
            Text name,
            @Nullable String plan,
            String per,
            @Nullable Integer storageYears,
            Text unit,
            Amount price,
            boolean example,
            boolean salesOnly) {}

    private Reply list(Call call) {
        call.checked();
        return tagged(Page.whole(inForce(call).stream().map(CatalogRoutes::summary).toList()));
    }

    private Reply one(Call call) {
        String product = call.text("product", Forms.NAME_CHARACTERS_MAX);
        String version = call.query().textOrNull("version", Forms.NAME_CHARACTERS_MAX);
        call.checked();
        Catalogs all = published.of(call.realm());
        Optional<Catalog> found =
                version == null
                        ? all.inForce(product, realms.now(call.realm()))
                        : all.versions().stream()
                                .filter(c -> c.product().equals(product))
                                .filter(c -> c.version().equals(version))
                                .findFirst();
        return tagged(
                view(
                        found.orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.UNKNOWN_CATALOG,
                                        "there is no such catalog: see /v1/catalogs"))));
    }

    private Reply prices(Call call) {
        String product = call.query().textOrNull("product", Forms.NAME_CHARACTERS_MAX);
        call.checked();
        List<PriceView> rows =
                inForce(call).stream()
                        .filter(c -> product == null || product.equals(c.product()))
                        .flatMap(c -> c.items().stream().flatMap(i -> rows(c, i)))
                        .toList();
        // By the prices alone: the instant is another in every answer.
        return Reply.ok(Map.of("at", realms.now(call.realm()), "items", rows))
                .kept(EntityTags.ofContent(rows));
    }

    /// By the content as it is sent: a later version of this program may show more of the same
    /// catalog.
    private static Reply tagged(Object body) {
        return Reply.ok(body).kept(EntityTags.ofContent(body));
    }

    private List<Catalog> inForce(Call call) {
        Catalogs all = published.of(call.realm());
        Instant now = realms.now(call.realm());
        return all.versions().stream()
                .map(Catalog::product)
                .distinct()
                .flatMap(p -> all.inForce(p, now).stream())
                .toList();
    }

    private static SummaryView summary(Catalog c) {
        return new SummaryView(
                c.product(),
                c.version(),
                c.effectiveFrom(),
                c.name(),
                c.currency().getCurrencyCode(),
                c.agreementRequired(),
                c.approval().name(),
                c.termsVersion());
    }

    private static CatalogView view(Catalog c) {
        return new CatalogView(
                c.product(),
                c.version(),
                c.effectiveFrom(),
                c.name(),
                c.currency().getCurrencyCode(),
                c.agreementRequired(),
                c.approval().name(),
                new TermsView(c.termsVersion(), c.terms()),
                c.features().stream().map(CatalogRoutes::view).toList(),
                c.items().stream().map(CatalogRoutes::view).toList());
    }

    private static FeatureView view(Feature feature) {
        return new FeatureView(
                feature.name(),
                feature.title(),
                feature.surfaces().stream().map(Enum::name).toList());
    }

    private static ItemView view(Item item) {
        Metering metering = Metering.of(item);
        return new ItemView(
                item.id(),
                ItemKind.of(item).name(),
                item.scope().name(),
                item.name(),
                item.description(),
                item.unit(),
                item.includes(),
                item.requires(),
                item instanceof Item.Subscription s && s.mandatory(),
                item.salesOnly(),
                item.offers().stream().map(CatalogRoutes::view).toList(),
                metering.quantityMin(),
                metering.quantityStep(),
                metering.mode().name(),
                metering.arrearsMax(),
                item.example());
    }

    private static OfferView view(Offer offer) {
        String plan = offer.plan().isEmpty() ? null : offer.plan();
        SortedMap<Integer, BigDecimal> amounts = amounts(offer.price());
        return offer.price() instanceof Price.PerUnitByStorageTerm
                ? new OfferView(plan, per(offer.price()), null, amounts)
                : new OfferView(plan, per(offer.price()), amounts.get(0), null);
    }

    private static Stream<PriceView> rows(Catalog catalog, Item item) {
        return item.offers().stream()
                .flatMap(offer ->
                        amounts(offer.price()).entrySet().stream()
                                .map(price -> row(catalog, item, offer, price)));
    }

    private static PriceView row(
            Catalog catalog, Item item, Offer offer, Map.Entry<Integer, BigDecimal> price) {
        return new PriceView(
                item.id(),
                item.name(),
                offer.plan().isEmpty() ? null : offer.plan(),
                per(offer.price()),
                price.getKey() == 0 ? null : price.getKey(),
                item.unit(),
                new Amount(price.getValue(), catalog.currency().getCurrencyCode()),
                item.example(),
                item.salesOnly());
    }

    /// The amounts of a price by storage term, 0 for a price without terms.
    private static SortedMap<Integer, BigDecimal> amounts(Price price) {
        return switch (price) {
            case Price.PerMonth p -> one(p.amount());
            case Price.PerYear p -> one(p.amount());
            case Price.PerUnit p -> one(p.amount());
            case Price.PerUnitAndYear p -> one(p.amount());
            case Price.Once p -> one(p.amount());
            case Price.PerUnitByStorageTerm p -> p.amounts();
        };
    }

    private static SortedMap<Integer, BigDecimal> one(BigDecimal amount) {
        return new TreeMap<>(Map.of(0, amount));
    }

    private static String per(Price price) {
        return switch (price) {
            case Price.PerMonth _ -> "SET_AND_MONTH";
            case Price.PerYear _ -> "SET_AND_YEAR";
            case Price.PerUnit _ -> "UNIT";
            case Price.PerUnitByStorageTerm _ -> "UNIT_BY_STORAGE_YEARS";
            case Price.PerUnitAndYear _ -> "UNIT_AND_YEAR";
            case Price.Once _ -> "SET";
        };
    }
}
