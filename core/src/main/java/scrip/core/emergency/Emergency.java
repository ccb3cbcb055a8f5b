package scrip.core.emergency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;

/// One emergency: access that a doctor opened (X5), in `[from, until)`.
///
/// @param seq the sequence number of the fact that opened it
/// @param organization for which it was opened: the account itself, or a member of the consortium
/// @param products the products it opens, in alphabetical order
/// @param item the only item it opens; null for every item of its products
/// @param storageYears the only storage term of that item; null for any
/// @param doctor the name of the doctor who opened it
/// @param uses what was used under it, by pool
public record Emergency(
        long seq,
        EmergencyId id,
        OrganizationId organization,
        List<String> products,
        @Nullable ItemId item,
        @Nullable Integer storageYears,
        String doctor,
        String reason,
        Instant from,
        Instant until,
        List<PoolUses> uses) {

    public Emergency {
        products = List.copyOf(products);
        uses = List.copyOf(uses);
    }

    /// What was used of one pool.
    ///
    /// @param count how many uses there were
    /// @param units their units, those later corrected included
    public record PoolUses(PoolKey pool, long count, long units) {}

    /// Whether it is open at an instant.
    public boolean isOpenAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /// Whether it opens an item, with any or one storage term.
    ///
    /// @param years the storage term in question; null or 0 for none, or for every term
    public boolean covers(ItemId asked, @Nullable Integer years) {
        return products.contains(asked.product())
                && (item == null || item.equals(asked))
                && (storageYears == null || storageYears.equals(years));
    }

    /// This emergency after one more use.
    Emergency withUse(PoolKey pool, long units) {
        List<PoolUses> all = new ArrayList<>();
        PoolUses sum = new PoolUses(pool, 1, units);
        for (PoolUses one : uses) {
            if (one.pool().equals(pool)) {
                sum = new PoolUses(pool, one.count() + 1, Math.addExact(one.units(), units));
            } else {
                all.add(one);
            }
        }
        all.add(sum);
        return new Emergency(
                seq,
                id,
                organization,
                products,
                item,
                storageYears,
                doctor,
                reason,
                from,
                until,
                all);
    }
}
