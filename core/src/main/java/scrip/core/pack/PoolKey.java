package scrip.core.pack;

import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// The key of a pool within its account: the resource, and the storage term in years (R4), 0 for a
/// resource without storage terms.
public record PoolKey(ItemId resource, int storageYears) implements Comparable<PoolKey> {

    /// The pool of a resource and a storage term.
    ///
    /// @param storageTerm null for a resource without storage terms
    public static PoolKey of(ItemId resource, @Nullable Integer storageTerm) {
        return storageTerm == null ? withoutTerm(resource) : new PoolKey(resource, storageTerm);
    }

    /// The only pool of a resource without storage terms.
    public static PoolKey withoutTerm(ItemId resource) {
        return new PoolKey(resource, 0);
    }

    /// The lowest key after this one.
    public PoolKey next() {
        return new PoolKey(resource, storageYears + 1);
    }

    public boolean hasTerm() {
        return storageYears != 0;
    }

    /// The storage term in years; null for a resource without storage terms.
    public @Nullable Integer storageTerm() {
        return hasTerm() ? storageYears : null;
    }

    @Override
    public int compareTo(PoolKey other) {
        int side = resource.compareTo(other.resource);
        return side == 0 ? Integer.compare(storageYears, other.storageYears) : side;
    }
}
