package scrip.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Calendar periods of whole months in the zone of an account (T1 to T3).
public final class Period {

    /// The last year in which a term may end (C8).
    public static final int YEAR_MAX = 2500;

    /// A term of more months ends after the last year, whenever it begins: none needs to be
    /// computed that is longer.
    public static final int MONTHS_MAX = YEAR_MAX * 12;

    private Period() {}

    /// The local date on which an instant falls: the anchor of a period that starts then (T3).
    public static LocalDate anchor(Instant first, ZoneId zone) {
        return first.atZone(zone).toLocalDate();
    }

    /// The first instant outside a period of `months` whole months counted from its anchor: the
    /// start of the local day after `anchor.plusMonths(months)` (T2). Always counted from the
    /// anchor, never chained (T3). A year is 12 months.
    public static Instant until(LocalDate anchor, int months, ZoneId zone) {
        return anchor.plusMonths(months).plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// Whether a period ends after the last year in which a term may end (C8).
    ///
    /// @param until the first instant outside it
    public static boolean endsTooLate(Instant until, ZoneId zone) {
        return until.minusNanos(1).atZone(zone).getYear() > YEAR_MAX;
    }
}
