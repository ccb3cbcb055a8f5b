package scrip.core.catalog;

import org.jspecify.annotations.Nullable;

/// The id of an item: its product and, after a slash, its name, `aimis/basic`. Only this class
/// converts ids to and from text. A request may contain any text; a text without a product is an id
/// that no catalog sells.
///
/// @param product empty if the text has none
/// @param name the bare name, by which the item is a feature
public record ItemId(String product, String name) implements Comparable<ItemId> {

    private static final char SLASH = '/';

    public ItemId {
        if (product.indexOf(SLASH) >= 0 || (product.isEmpty() && name.indexOf(SLASH) > 0)) {
            throw new IllegalArgumentException(product + " is not a product of " + name);
        }
    }

    /// The id written in a text.
    public static ItemId of(String text) {
        int slash = text.indexOf(SLASH);
        return slash < 1
                ? new ItemId("", text)
                : new ItemId(text.substring(0, slash), text.substring(slash + 1));
    }

    /// The id written in a text; null for null.
    public static @Nullable ItemId ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /// Whether it names a product, as the id of every item does.
    public boolean hasProduct() {
        return !product.isEmpty();
    }

    /// Ordered by their texts.
    @Override
    public int compareTo(ItemId other) {
        return product.equals(other.product)
                ? name.compareTo(other.name)
                : toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return hasProduct() ? product + SLASH + name : name;
    }
}
