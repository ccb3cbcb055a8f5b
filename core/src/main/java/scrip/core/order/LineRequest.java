package scrip.core.order;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;

/// A line as requested by a buyer, before any check (C3, C4, R4).
///
/// @param item the id of a catalog item
/// @param holder the organization the line is for (`for`); null for the account itself
/// @param plan `by-quantity` or `annual`, where the item has plans
/// @param quantity units or sets; null: not named
/// @param months whole months; null: not named
/// @param years whole years; null: not named
/// @param storageYears the storage term of a plan by quantity; null: not named
/// @param starts the local date on which maintenance starts (S3); null: at once
/// @param capacity the effect of buying a monthly resource again (R14); null for extend
public record LineRequest(
        String item,
        @Nullable OrganizationId holder,
        @Nullable String plan,
        @Nullable Long quantity,
        @Nullable Integer months,
        @Nullable Integer years,
        @Nullable Integer storageYears,
        @Nullable LocalDate starts,
        @Nullable CapacityChoice capacity) {

    /// The storage term of a plan by quantity, or the years of an annual one (C8); null if neither
    /// is named.
    public @Nullable Integer storageTerm() {
        return storageYears != null ? storageYears : years;
    }
}
