package scrip.core.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which use an event of the product is: a CloudEvent of a type, and where in it the parts of the
/// use stand. A place is the name of an attribute, such as `subject`, or `data` and the names of
/// fields, such as `data.study.uid`, with dots between them.
///
/// @param organization the place of the organization's id
/// @param quantity the place of a whole number; null for always the same
/// @param fixedQuantity how many units each event is, without a place
/// @param subject the place of what was used; null for none
/// @param within the place of a consortium's id; null for none
/// @param storageYears the place of the storage term; null for none
/// @param fixedStorageYears the storage term of each, without a place; null for the default one
/// @param reported whether it tells what was done, rather than asks whether it may be
public record EventUse(
        String type,
        ItemId resource,
        Surface surface,
        String organization,
        @Nullable String quantity,
        long fixedQuantity,
        @Nullable String subject,
        @Nullable String within,
        @Nullable String storageYears,
        @Nullable Integer fixedStorageYears,
        boolean reported) {

    /// As the difference between two versions shows it.
    @Override
    public String toString() {
        return "%s is %s %s on %s, organization %s, subject %s, within %s, storage_years %s%s"
                .formatted(
                        type,
                        quantity == null ? Long.toString(fixedQuantity) : quantity,
                        resource,
                        surface.name().toLowerCase(Locale.ROOT),
                        organization,
                        or(subject),
                        or(within),
                        storageYears == null ? or(fixedStorageYears) : storageYears,
                        reported ? "" : ", asked");
    }

    private static String or(@Nullable Object place) {
        return place == null ? "none" : place.toString();
    }
}
