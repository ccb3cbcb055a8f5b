package scrip.core.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the catalog sells (C1 to C8), in its six kinds. Each kind has only the fields that apply to
/// it.
public sealed interface Item {

    /// The fields that every kind has.
    Listing listing();

    /// The fields common to all items.
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

    /// Software for a term; it lapses if it is not renewed.
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
    /// @param quantityMin minimum quantity (C3)
    /// @param quantityStep quantities must be multiples of it (C3)
    /// @param arrearsMax maximum arrears of one of its pools; null for no limit (R10)
    record Metered(
            Listing listing,
            long quantityMin,
            long quantityStep,
            Mode mode,
            @Nullable Long arrearsMax)
            implements Item {

        /// Whether it is priced by storage term: then each use has a storage term, and each term is
        /// a pool (R4).
        @Override
        public boolean storageTerms() {
            for (Offer offer : offers()) {
                if (offer.price() instanceof Price.PerUnitByStorageTerm
                        || offer.price() instanceof Price.PerUnitAndYear) {
                    return true;
                }
            }
            return false;
        }

        /// This resource in another mode; for overrides in scenario files.
        public Metered with(Mode changed) {
            return new Metered(listing, quantityMin, quantityStep, changed, arrearsMax);
        }

        /// This resource with a limit on arrears; for overrides in scenario files.
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

    /// Features beyond the item's own, by bare name; only software has any.
    default List<String> includes() {
        return List.of();
    }

    /// Ids of items the same account must have usable (C5); only a subscription has any.
    default List<ItemId> requires() {
        return List.of();
    }

    /// Whether each use of it has a storage term (R4); only for metered resources.
    default boolean storageTerms() {
        return false;
    }

    /// The id's part after the product: the name of the item's own feature.
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
        return gives(asked) || id().isWrittenAs(asked);
    }

    /// Whether it has a price per month.
    default boolean pricedPerMonth() {
        return offers().stream().anyMatch(o -> o.price() instanceof Price.PerMonth);
    }
}
