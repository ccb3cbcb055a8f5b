package scrip.server.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;

/// One change from one version of a catalog to the next: as codes and values, for a screen in any
/// language, and in English words.
///
/// @param item the id of the item that changes; null for a change of the whole catalog
/// @param field the field that changes, or the name of the feature that is added or removed
/// @param feature the feature the field belongs to; null if it belongs to none
/// @param words in English
record CatalogChange(
        @Nullable ItemId item,
        ChangeKind code,
        @Nullable String field,
        @Nullable String feature,
        @Nullable Text before,
        @Nullable Text after,
        List<PriceChange> prices,
        String words) {

    /// What kind of change it is. Public API: never renamed.
    enum ChangeKind {
        ITEM_ADDED,
        ITEM_REMOVED,
        FIELD_CHANGED,
        FEATURE_ADDED,
        FEATURE_REMOVED,
        LIST_GAINED,
        LIST_LOST,
        PRICE_ADDED,
        PRICE_CHANGED,
        PRICE_REMOVED,
        TERMS_CHANGED,
        WARNING_TERMS_VERSION_SAME,
        WARNING_VERSION_SAME,
        WARNING_NOT_LATER
    }

    /// An amount in the form of the contract; a unit price may have more decimals than its
    /// currency.
    record Amount(String amount, String currency) {}

    /// One price before and after.
    record PriceChange(
            String per,
            @Nullable String plan,
            @Nullable Integer storageYears,
            @Nullable Amount before,
            @Nullable Amount after) {}

    /// A change in the form of the contract.
    record View(
            @Nullable ItemId item,
            ChangeKind code,
            @Nullable String field,
            @Nullable String feature,
            @Nullable Text before,
            @Nullable Text after,
            @Nullable List<PriceChange> prices,
            @Nullable AccountCounts accounts,
            String change) {}

    /// A change without values beyond its words.
    static CatalogChange plain(@Nullable ItemId item, ChangeKind code, String words) {
        return new CatalogChange(item, code, null, null, null, null, List.of(), words);
    }

    /// A change of prices only.
    static CatalogChange ofPrices(
            ItemId item,
            ChangeKind code,
            @Nullable String kind,
            List<PriceChange> prices,
            String words) {
        return new CatalogChange(item, code, kind, null, null, null, prices, words);
    }

    /// What distinguishes one price of an item from the others.
    ///
    /// @param per as in the price list
    /// @param words in English
    record PriceName(
            String per, @Nullable String plan, @Nullable Integer storageYears, String words) {

        PriceChange changed(@Nullable Amount before, @Nullable Amount after) {
            return new PriceChange(per, plan, storageYears, before, after);
        }
    }

    static Amount amount(BigDecimal value, String currency) {
        return new Amount(value.toPlainString(), currency);
    }

    /// A value in both languages.
    static Text text(Object value) {
        return value instanceof Text text ? text : new Text(value.toString(), value.toString());
    }

    /// Whether it can affect accounts: changes of the file's own metadata cannot.
    boolean touches() {
        return switch (code) {
            case WARNING_TERMS_VERSION_SAME, WARNING_VERSION_SAME, WARNING_NOT_LATER -> false;
            default ->
                    item != null
                            || feature != null
                            || field == null
                            || !List.of("version", "effective", "name").contains(field);
        };
    }

    /// @param accounts how many it affects; null if it cannot affect any
    View view(@Nullable AccountCounts accounts) {
        return new View(
                item,
                code,
                field,
                feature,
                before,
                after,
                prices.isEmpty() ? null : prices,
                accounts,
                words);
    }

    @Override
    public String toString() {
        return (item == null ? "catalog" : item) + ": " + words;
    }
}
