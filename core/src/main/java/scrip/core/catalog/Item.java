package scrip.core.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the catalog sells (C1 to C8).
///
/// @param includes features beyond the item's own, by bare name
/// @param requires ids of items the same account must have usable (C5)
/// @param quantityMin least quantity of a metered resource (C3); 1 otherwise
/// @param quantityStep quantities are multiples of it (C3); 1 otherwise
/// @param arrearsMax most arrears of one pool of it, null for no limit (R10)
/// @param example whether its prices are examples until the vendor sets their own (C2)
public record Item(
        ItemId id,
        Kind kind,
        Scope scope,
        Text name,
        Text description,
        Text unit,
        List<String> includes,
        List<ItemId> requires,
        boolean mandatory,
        boolean salesOnly,
        List<Offer> offers,
        long quantityMin,
        long quantityStep,
        Mode mode,
        @Nullable Long arrearsMax,
        boolean example) {

    public Item {
        includes = List.copyOf(includes);
        requires = List.copyOf(requires);
        offers = List.copyOf(offers);
    }

    /// The name after the product: the feature that the item itself is.
    public String feature() {
        return id.name();
    }

    public String product() {
        return id.product();
    }

    /// Whether the item gives a feature, by its own name or by inclusion.
    public boolean gives(String feature) {
        return feature.equals(feature()) || includes.contains(feature);
    }

    /// Whether a question names the item: by its id, or by the bare name of a feature it gives.
    public boolean answersTo(String asked) {
        return id.equals(ItemId.of(asked)) || gives(asked);
    }

    /// A monthly resource: a number of sets, each with its months (R14).
    public boolean capacity() {
        return kind == Kind.RESOURCE && pricedPerMonth();
    }

    /// A resource whose units are counted and deducted from packs.
    public boolean metered() {
        return kind == Kind.RESOURCE && !pricedPerMonth();
    }

    /// A monthly service, which ends by itself (S3, L7).
    public boolean maintenance() {
        return kind == Kind.SERVICE && pricedPerMonth();
    }

    /// Whether each use of the resource has a storage term, and each term is a pool (R4).
    public boolean storageTerms() {
        return offers.stream()
                .anyMatch(o ->
                        o.price() instanceof Price.PerUnitByStorageTerm
                                || o.price() instanceof Price.PerUnitAndYear);
    }

    /// This item in another mode: what a scenario file overrides.
    public Item with(Mode changed) {
        return with(changed, arrearsMax);
    }

    /// This item with a limit of arrears: what a scenario file overrides.
    public Item withArrearsMax(long changed) {
        return with(mode, changed);
    }

    private Item with(Mode changedMode, @Nullable Long changedArrearsMax) {
        return new Item(
                id,
                kind,
                scope,
                name,
                description,
                unit,
                includes,
                requires,
                mandatory,
                salesOnly,
                offers,
                quantityMin,
                quantityStep,
                changedMode,
                changedArrearsMax,
                example);
    }

    /// Whether it has a price per month.
    public boolean pricedPerMonth() {
        return offers.stream().anyMatch(o -> o.price() instanceof Price.PerMonth);
    }
}
