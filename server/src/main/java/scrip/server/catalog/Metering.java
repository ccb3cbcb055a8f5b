package scrip.server.catalog;

import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.Mode;

/// Fields that the contract shows for every item but only a metered resource has: any other item
/// has the minimum quantity one.
record Metering(long quantityMin, long quantityStep, Mode mode, @Nullable Long arrearsMax) {

    private static final Metering NONE = new Metering(1, 1, Mode.SOFT, null);

    static Metering of(Item item) {
        return item instanceof Item.Metered m
                ? new Metering(m.quantityMin(), m.quantityStep(), m.mode(), m.arrearsMax())
                : NONE;
    }
}
