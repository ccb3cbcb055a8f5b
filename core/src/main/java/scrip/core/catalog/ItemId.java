package scrip.core.catalog;

import org.jspecify.annotations.Nullable;

/// The id of an item: its product and, after a slash, its name, `aimis/basic`. Here alone an id is
/// written as text and read from it. What somebody asks for is any text; one without a product is
/// the id of nothing that any catalog sells.
///
/// @param product empty for a text that names none
/// @param name the bare name, by which the item is a feature
public record ItemId(String product, String name) implements Comparable<ItemId> {

    private static final char SLASH = '/';

    public ItemId {
        if (product.indexOf(SLASH) >= 0 || (product.isEmpty() && name.indexOf(SLASH) > 0)) {
            throw new IllegalArgumentException(product + " is no product of " + name);
        }
    }

    /// The id that a text says.
    public static ItemId of(String text) {
        int slash = text.indexOf(SLASH);
        return slash < 1
                ? new ItemId("", text)
                : new ItemId(text.substring(0, slash), text.substring(slash + 1));
    }

    /// The id that a text says; null for none.
    public static @Nullable ItemId ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /// Whether it names a product, as the id of every item does.
    public boolean hasProduct() {
        return !product.isEmpty();
    }

    /// In the order of their texts.
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
