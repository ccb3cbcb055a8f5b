package scrip.core.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// An offline agreement recorded by the vendor (C6), with its prices, discount and bonus for one
/// account (C9). An account may have several for one product; see `Trade.agreement`.
///
/// @param from the first local day on which its prices, discount and bonus apply; null for no limit
/// @param until the last such day, through its end; null for no end
/// @param prices in place of the catalog's
/// @param discountPercent off every price of the product that `prices` does not set; 0 to 100
/// @param bonus units of a bonus pack by item id, added to each purchase of that item
public record Agreement(
        String product,
        String number,
        String signer,
        LocalDate signedOn,
        @Nullable String file,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        List<AgreedPrice> prices,
        BigDecimal discountPercent,
        SortedMap<ItemId, Long> bonus) {

    public Agreement {
        prices = List.copyOf(prices);
    }

    /// Whether its prices, discount and bonus apply at an instant. The signature itself (C6) does
    /// not expire.
    ///
    /// @param zone of the account
    public boolean countsAt(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return (from == null || !today.isBefore(from)) && (until == null || !today.isAfter(until));
    }
}
