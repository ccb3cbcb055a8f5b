package scrip.server.catalog;

import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.Mode;

/// What the contract says of every item and only a metered resource has: of another its least
/// quantity is one.
record Metering(long quantityMin, long quantityStep, Mode mode, @Nullable Long arrearsMax) {

    private static final Metering NONE = new Metering(1, 1, Mode.SOFT, null);

    static Metering of(Item item) {
        return item instanceof Item.Metered m
                ? new Metering(m.quantityMin(), m.quantityStep(), m.mode(), m.arrearsMax())
                : NONE;
    }
}
