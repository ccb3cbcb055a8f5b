package scrip.server.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;

/// One thing that changes from one version of a catalog to the next: what it is as codes and
/// values, for a screen in any language, and in English words.
///
/// @param item the id of the item it is about, null when it is about the whole catalog
/// @param field what changes of it, or the name of the feature that comes or goes
/// @param feature the feature whose field it is, null when it is none's
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

    /// A sum as the contract has it; a unit price may have more decimals than its currency.
    record Amount(String amount, String currency) {}

    /// One price before and after.
    record PriceChange(
            String per,
            @Nullable String plan,
            @Nullable Integer storageYears,
            @Nullable Amount before,
            @Nullable Amount after) {}

    /// As the contract has it.
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

    /// A change that its words say all of.
    static CatalogChange plain(@Nullable ItemId item, ChangeKind code, String words) {
        return new CatalogChange(item, code, null, null, null, null, List.of(), words);
    }

    /// A change of prices alone.
    static CatalogChange ofPrices(
            ItemId item,
            ChangeKind code,
            @Nullable String kind,
            List<PriceChange> prices,
            String words) {
        return new CatalogChange(item, code, kind, null, null, null, prices, words);
    }

    /// What tells one price of an item from its others.
    ///
    /// @param per as the price list has it
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

    /// Whether it is about what accounts have: what only the file says of itself is not.
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

    /// @param accounts how many it is about; null where it is about none
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
