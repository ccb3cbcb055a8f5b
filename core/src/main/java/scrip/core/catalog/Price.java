package scrip.core.catalog;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How a line of an item is priced (C8). Amounts are exact decimals in the catalog's currency; unit
/// prices may have more decimals than the currency.
public sealed interface Price {

    /// Per set and month.
    record PerMonth(BigDecimal amount) implements Price {}

    /// Per set and year.
    record PerYear(BigDecimal amount) implements Price {}

    /// Per unit, such as a case.
    record PerUnit(BigDecimal amount) implements Price {}

    /// Per unit, by its storage term in years.
    record PerUnitByStorageTerm(NavigableMap<Integer, BigDecimal> amounts) implements Price {

        public PerUnitByStorageTerm {
            amounts = Collections.unmodifiableNavigableMap(new TreeMap<>(amounts));
        }
    }

    /// Per unit and year, for any whole number of years from 1; the years are the storage term
    /// (R4).
    record PerUnitAndYear(BigDecimal amount) implements Price {}

    /// Once per set: a one-time service or a perpetual license.
    record Once(BigDecimal amount) implements Price {}
}
