package scrip.core.order;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// A price that an agreement sets for one item, with the currency and the unit it was agreed in
/// (C9). It is never taken for another currency or another unit.
///
/// @param item the id of the item
/// @param amount an exact decimal, which may have more decimals than the currency
/// @param per what the amount is for
/// @param storageYears per unit, the one storage term it is for; null: every term and plan
public record AgreedPrice(
        ItemId item,
        BigDecimal amount,
        Currency currency,
        Per per,
        @Nullable Integer storageYears) {

    /// What an agreed amount is for.
    public enum Per {
        /// One set and month; it serves years too, at twelve times.
        MONTH,
        /// One set and year.
        YEAR,
        /// One unit or, of what is sold once, one set.
        UNIT
    }

    /// Why the price agreed for an item does not count for a line of it.
    public enum Unused {
        /// Today's offer is in another currency.
        CURRENCY,
        /// Today's offer has no such unit.
        UNIT
    }

    /// A price as it is agreed on: what it leaves out is completed when it is signed, from the
    /// version in force (C9).
    ///
    /// @param currency null: that of the version in force
    /// @param per null: per month if the item is sold by the month, else per year, else per unit
    public record Stated(
            String item,
            BigDecimal amount,
            @Nullable Currency currency,
            @Nullable Per per,
            @Nullable Integer storageYears) {}
}
