package scrip.server.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.history.Movements;
import scrip.server.ledger.Reading;
import scrip.server.role.Granted;

/// The queries on packs and pools.
final class Packs {

    private final Accounts accounts;
    private final History history;
    private final Movements movements;

    Packs(Accounts accounts, History history, Movements movements) {
        this.accounts = accounts;
        this.history = history;
        this.movements = movements;
    }

    /// Which pools to list; null means any.
    record Filter(@Nullable ItemId resource, @Nullable Integer storageYears) {

        boolean takes(PoolKey key) {
            return (resource == null || resource.equals(key.resource()))
                    && (storageYears == null || storageYears == key.storageYears());
        }
    }

    /// Pools and the instant they were read for.
    record PoolsReading(List<Pool> pools, Instant at) {}

    PoolsReading pools(Granted granted, Filter filter, @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        return new PoolsReading(
                reading.account().stock().pools().values().stream()
                        .filter(p -> filter.takes(p.key()))
                        .toList(),
                reading.now());
    }

    /// How pools are sorted; by default by name.
    enum PoolSort {
        NAME,
        LEAST_LEFT
    }

    static List<Pool> sorted(List<Pool> pools, @Nullable PoolSort sort) {
        return sort == PoolSort.LEAST_LEFT
                ? pools.stream()
                        .sorted(Comparator.comparingLong(p -> p.available() - p.arrears()))
                        .toList()
                : pools;
    }

    /// How packs are sorted; by default in the order of deduction (R3).
    enum Sort {
        DEDUCTION,
        NEWEST,
        ENDING
    }

    /// A pack and its pool.
    record PackOf(PoolKey pool, Pack pack) {}

    /// The packs of pools.
    static List<PackOf> packs(List<Pool> pools, @Nullable Sort sort) {
        List<PackOf> all = new ArrayList<>();
        for (Pool pool : pools) {
            pool.packs().forEach(p -> all.add(new PackOf(pool.key(), p)));
        }
        switch (sort) {
            case NEWEST ->
                    all.sort(
                            Comparator.comparing((PackOf p) -> p.pack().purchasedAt())
                                    .thenComparingLong(p -> p.pack().seq())
                                    .reversed());
            case ENDING -> all.sort(Comparator.comparing(p -> p.pack().until()));
            case DEDUCTION -> {}
            case null -> {}
        }
        return all;
    }

    /// Movements of one pool, which has the packs that they name.
    record Moved(List<Movements.Row> rows, Pool pool) {}

    /// @param pack of one pack only; null for all
    Moved movements(Granted granted, Movements.Filter filter, @Nullable PackId pack, int most) {
        Reading reading = accounts.read(granted);
        Pool pool = reading.account().pool(filter.pool());
        Movements.Filter asked = pack == null ? filter : filter.ofPack(seq(pool, pack));
        return new Moved(movements.list(granted.realm(), reading, asked, most), pool);
    }

    /// The sequence number of a pack of the pool; 0 if there is none.
    private static long seq(Pool pool, PackId pack) {
        return pool.packs().stream()
                .filter(p -> p.id().equals(pack))
                .mapToLong(Pack::seq)
                .findFirst()
                .orElse(0);
    }

    History.Obligations obligations(Granted granted) {
        Reading reading = accounts.read(granted);
        return history.obligations(granted.realm(), granted.account(), reading.now());
    }
}
