package scrip.server.pack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.OrderId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.PackPhase;
import scrip.core.pack.PoolKey;

/// A pack in the form of the contract.
public record PackView(
        PackId id,
        ItemId resource,
        @Nullable Integer storageYears,
        String state,
        boolean bonus,
        @Nullable OrderId order,
        Instant purchasedAt,
        Instant from,
        Instant until,
        long quantity,
        long available,
        long used,
        long held,
        long closing,
        long expired,
        long voided) {

    public static PackView of(PoolKey key, Pack pack) {
        return new PackView(
                pack.id(),
                key.resource(),
                key.storageTerm(),
                pack.state().name(),
                pack.isBonus(),
                pack.order(),
                pack.purchasedAt(),
                pack.from(),
                pack.until(),
                pack.quantity(),
                pack.phase() == PackPhase.OPEN ? pack.available() : 0,
                pack.drawn(),
                pack.held(),
                pack.phase() == PackPhase.CLOSING ? pack.available() : 0,
                pack.expired(),
                pack.voided());
    }
}
