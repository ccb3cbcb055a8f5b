package scrip.core.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the catalog sells (C1 to C8), in its six kinds. Each has only what its kind can have.
public sealed interface Item {

    /// What every kind has.
    Listing listing();

    /// What every item has, of whatever kind.
    ///
    /// @param example whether its prices are examples until the vendor sets their own (C2)
    record Listing(
            ItemId id,
            Scope scope,
            Text name,
            Text description,
            Text unit,
            boolean salesOnly,
            List<Offer> offers,
            boolean example) {

        public Listing {
            offers = List.copyOf(offers);
        }
    }

    /// Software for a term, which lapses when it is not renewed.
    ///
    /// @param includes features beyond the item's own, by bare name
    /// @param requires ids of items the same account must have usable (C5)
    record Subscription(
            Listing listing, List<String> includes, List<ItemId> requires, boolean mandatory)
            implements Item {

        public Subscription {
            includes = List.copyOf(includes);
            requires = List.copyOf(requires);
        }
    }

    /// Software without an end (C7).
    ///
    /// @param includes features beyond the item's own, by bare name
    record Perpetual(Listing listing, List<String> includes) implements Item {

        public Perpetual {
            includes = List.copyOf(includes);
        }
    }

    /// A resource whose units are counted and deducted from packs.
    ///
    /// @param quantityMin least quantity (C3)
    /// @param quantityStep quantities are multiples of it (C3)
    /// @param arrearsMax most arrears of one pool of it, null for no limit (R10)
    record Metered(
            Listing listing,
            long quantityMin,
            long quantityStep,
            Mode mode,
            @Nullable Long arrearsMax)
            implements Item {

        /// Each use has a storage term, and each term is a pool, if it is priced by terms (R4).
        @Override
        public boolean storageTerms() {
            return offers().stream()
                    .anyMatch(o ->
                            o.price() instanceof Price.PerUnitByStorageTerm
                                    || o.price() instanceof Price.PerUnitAndYear);
        }

        /// This resource in another mode: what a scenario file overrides.
        public Metered with(Mode changed) {
            return new Metered(listing, quantityMin, quantityStep, changed, arrearsMax);
        }

        /// This resource with a limit of arrears: what a scenario file overrides.
        public Metered withArrearsMax(long changed) {
            return new Metered(listing, quantityMin, quantityStep, mode, changed);
        }
    }

    /// A monthly resource: a number of sets, each with its months (R14).
    record Capacity(Listing listing) implements Item {}

    /// A service that is delivered once (S1).
    record OneTimeService(Listing listing) implements Item {}

    /// A monthly service, which ends by itself (S3, L7).
    record Maintenance(Listing listing) implements Item {}

    default ItemId id() {
        return listing().id();
    }

    default Scope scope() {
        return listing().scope();
    }

    default Text name() {
        return listing().name();
    }

    default Text description() {
        return listing().description();
    }

    default Text unit() {
        return listing().unit();
    }

    default boolean salesOnly() {
        return listing().salesOnly();
    }

    default List<Offer> offers() {
        return listing().offers();
    }

    default boolean example() {
        return listing().example();
    }

    /// Features beyond the item's own, by bare name: software alone has some.
    default List<String> includes() {
        return List.of();
    }

    /// Ids of items the same account must have usable (C5): a subscription alone has some.
    default List<ItemId> requires() {
        return List.of();
    }

    /// Whether each use of it has a storage term (R4): of a metered resource alone.
    default boolean storageTerms() {
        return false;
    }

    /// The name after the product: the feature that the item itself is.
    default String feature() {
        return id().name();
    }

    default String product() {
        return id().product();
    }

    /// Whether the item gives a feature, by its own name or by inclusion.
    default boolean gives(String feature) {
        return feature.equals(feature()) || includes().contains(feature);
    }

    /// Whether a question names the item: by its id, or by the bare name of a feature it gives.
    default boolean answersTo(String asked) {
        return id().equals(ItemId.of(asked)) || gives(asked);
    }

    /// Whether it has a price per month.
    default boolean pricedPerMonth() {
        return offers().stream().anyMatch(o -> o.price() instanceof Price.PerMonth);
    }
}
