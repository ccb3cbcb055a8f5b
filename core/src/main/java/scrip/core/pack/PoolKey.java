package scrip.core.pack;

import java.util.Comparator;
import scrip.core.catalog.ItemId;

/// The name of a pool within its account: the resource, and the storage term in years (R4), 0 for a
/// resource without storage terms.
public record PoolKey(ItemId resource, int storageYears) implements Comparable<PoolKey> {

    private static final Comparator<PoolKey> ORDER =
            Comparator.comparing(PoolKey::resource).thenComparingInt(PoolKey::storageYears);

    @Override
    public int compareTo(PoolKey other) {
        return ORDER.compare(this, other);
    }
}
