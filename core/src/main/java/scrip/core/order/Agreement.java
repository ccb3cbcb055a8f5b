package scrip.core.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// An offline agreement as the vendor recorded it (C6), with what it sets for one account (C9).
///
/// @param prices amounts by item id, in place of the catalog's
/// @param discountPercent off every price of the product that `prices` does not set; 0 to 100
/// @param bonus units of a bonus pack by item id, added to each purchase of that item
public record Agreement(
        String product,
        String number,
        String signer,
        LocalDate signedOn,
        @Nullable String file,
        SortedMap<String, BigDecimal> prices,
        BigDecimal discountPercent,
        SortedMap<String, Long> bonus) {}
