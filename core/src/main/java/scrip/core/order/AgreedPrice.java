package scrip.core.order;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// A price that an agreement sets for one item, with its currency and unit (C9). It never applies
/// to another currency or another unit.
///
/// @param item the id of the item
/// @param amount an exact decimal, which may have more decimals than the currency
/// @param per what the amount is for
/// @param storageYears per unit only: the one storage term it is for; null for every term and plan
public record AgreedPrice(
        ItemId item,
        BigDecimal amount,
        Currency currency,
        Per per,
        @Nullable Integer storageYears) {

    /// What an agreed amount is for.
    public enum Per {
        /// One set and month; it applies to years too, times twelve.
        MONTH,
        /// One set and year.
        YEAR,
        /// One unit or, for items sold once, one set.
        UNIT
    }

    /// Why the agreed price of an item was not applied to a line.
    public enum Unused {
        /// Today's offer is in another currency.
        CURRENCY,
        /// Today's offer has no such unit.
        UNIT
    }

    /// A price as agreed: missing parts are completed from the version in force when the agreement
    /// is recorded (C9).
    ///
    /// @param currency null for that of the version in force
    /// @param per null for per month if the item is sold by the month, else per year, else per unit
    public record Stated(
            String item,
            BigDecimal amount,
            @Nullable Currency currency,
            @Nullable Per per,
            @Nullable Integer storageYears) {}
}
