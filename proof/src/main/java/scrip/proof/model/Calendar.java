package scrip.proof.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Calendar arithmetic and the fixed durations of the rulebook. */
final class Calendar {
    /** Time in arrears before something is suspended (L2, R11), and the late window (R9). */
    static final Duration GRACE = Duration.ofHours(24);

    static final Duration HALF_GRACE = Duration.ofHours(12);

    /** Days before an end at which a reminder is sent (L3, R19). */
    static final int[] REMINDER_DAYS = {30, 15, 7, 3, 1};

    private Calendar() {}

    /**
     * T2, T3: a term of n months whose first day is D includes the whole local day D.plusMonths(n).
     */
    static Instant end(LocalDate anchor, long months, ZoneId zone) {
        return anchor.plusMonths(months).plusDays(1).atStartOfDay(zone).toInstant();
    }

    static LocalDate day(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }

    static Instant daysBefore(Instant instant, int days) {
        return instant.minus(Duration.ofHours(24L * days));
    }

    static String reminder(int days) {
        return days == 1 ? "ENDING_IN_1_DAY" : "ENDING_IN_" + days + "_DAYS";
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
