package scrip.server.pack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;

/// A pool in the form of the contract.
public record PoolView(
        ItemId resource,
        @Nullable Integer storageYears,
        String state,
        long available,
        long used,
        long arrears,
        long held,
        long closing,
        long expired,
        long voided,
        @Nullable EpisodeView episode) {

    /// Its current episode of arrears.
    public record EpisodeView(Instant startedAt, Instant suspendsAt) {}

    public static PoolView of(Pool pool) {
        Episode episode = pool.episode();
        return new PoolView(
                pool.key().resource(),
                pool.key().storageTerm(),
                pool.state().name(),
                pool.available(),
                pool.used(),
                pool.arrears(),
                pool.held(),
                pool.closing(),
                pool.expired(),
                pool.voided(),
                episode == null
                        ? null
                        : new EpisodeView(episode.startedAt(), episode.suspendsAt()));
    }
}
