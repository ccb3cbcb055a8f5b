package scrip.core.license;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.pack.Episode;

/// A reminder to a license's holders: when it is due, and its kind (L3).
///
/// @param place its position in the schedule, from 0
public record Reminder(Instant dueAt, Kind kind, int place) {

    /// What a reminder says, in the order of the schedule.
    public enum Kind {
        ENDING_IN_30_DAYS(Duration.ofDays(-30)),
        ENDING_IN_15_DAYS(Duration.ofDays(-15)),
        ENDING_IN_7_DAYS(Duration.ofDays(-7)),
        ENDING_IN_3_DAYS(Duration.ofDays(-3)),
        ENDING_IN_1_DAY(Duration.ofDays(-1)),
        ARREARS_STARTED(Duration.ZERO),
        ARREARS_12_HOURS(Episode.HALFWAY),
        SUSPENDED(Validity.GRACE);

        private static final List<Kind> ALL = List.of(values());

        private static final List<Kind> BEFORE_END =
                ALL.stream().filter(k -> k.after.isNegative()).toList();

        private final Duration after;

        /// @param after how long after an end or the start of arrears; a day is 24 hours
        Kind(Duration after) {
            this.after = after;
        }

        /// How long before the end.
        public Duration before() {
            return after.negated();
        }

        /// The kinds that come before an end.
        public static List<Kind> beforeEnd() {
            return BEFORE_END;
        }
    }

    /// The next future reminder of a license; null if there is none. Reminders already past when
    /// the period was bought are skipped, and so are those before the end of a license that a
    /// recall left without months (R17).
    public static @Nullable Reminder next(License license) {
        return switch (license.validity()) {
            case Validity.Until end -> next(license, end);
            case Validity.Perpetual _ -> null;
        };
    }

    private static @Nullable Reminder next(License license, Validity.Until end) {
        List<Kind> kinds = license.endsQuietly() ? Kind.BEFORE_END : Kind.ALL;
        for (int place = license.reminded().passed(); place < kinds.size(); place++) {
            Kind kind = kinds.get(place);
            boolean beforeEnd = kind.after.isNegative();
            Instant due = (beforeEnd ? end.until() : end.lapsesAt()).plus(kind.after);
            // Facts due at the instant of a command come before it (R15): a reminder due at the
            // purchase has passed, but arrears that begin with a recall are still to come.
            boolean toCome =
                    beforeEnd
                            ? due.isAfter(license.reminded().from()) && license.months() > 0
                            : !due.isBefore(license.reminded().from());
            if (toCome) {
                return new Reminder(due, kind, place);
            }
        }
        return null;
    }
}
