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

    /// Whether a text is that of this id.
    boolean isWrittenAs(String text) {
        int slash = product.length();
        return hasProduct()
                ? text.length() == slash + 1 + name.length()
                        && text.charAt(slash) == SLASH
                        && text.startsWith(product)
                        && text.endsWith(name)
                : text.equals(name);
    }

    /// Ordered by their texts.
    @Override
    public int compareTo(ItemId other) {
        if (product.equals(other.product)) {
            return name.compareTo(other.name);
        }
        if (!hasProduct() || !other.hasProduct()) {
            return toString().compareTo(other.toString());
        }
        int shorter = Math.min(product.length(), other.product.length());
        return product.regionMatches(0, other.product, 0, shorter)
                ? Character.compare(productOrSlashAt(shorter), other.productOrSlashAt(shorter))
                : product.compareTo(other.product);
    }

    private char productOrSlashAt(int place) {
        return place < product.length() ? product.charAt(place) : SLASH;
    }

    @Override
    public String toString() {
        return hasProduct() ? product + SLASH + name : name;
    }
}
