package scrip.core.license;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import scrip.core.pack.Episode;

/// When a license's holders are reminded, and of what (L3).
///
/// @param place its place in the schedule, from 0
public record Reminder(Instant dueAt, Kind kind, int place) {

    /// What a reminder says.
    public enum Kind {
        ENDING_IN_30_DAYS(30),
        ENDING_IN_15_DAYS(15),
        ENDING_IN_7_DAYS(7),
        ENDING_IN_3_DAYS(3),
        ENDING_IN_1_DAY(1),
        ARREARS_STARTED(0),
        ARREARS_12_HOURS(0),
        SUSPENDED(0);

        private final int days;

        Kind(int days) {
            this.days = days;
        }

        /// How long before the end, each day being 24 hours.
        public Duration before() {
            return Duration.ofHours(24L * days);
        }

        /// The kinds that come before an end.
        public static List<Kind> beforeEnd() {
            return List.of(
                    ENDING_IN_30_DAYS,
                    ENDING_IN_15_DAYS,
                    ENDING_IN_7_DAYS,
                    ENDING_IN_3_DAYS,
                    ENDING_IN_1_DAY);
        }
    }

    /// The reminders of a license that are still to come, in order; those already past when the
    /// period was bought are left out.
    public static List<Reminder> of(License license) {
        Instant until = license.until();
        Instant lapse = license.lapsesAt();
        if (until == null || lapse == null) {
            return List.of();
        }
        List<Reminder> all = new ArrayList<>();
        for (Kind kind : Kind.beforeEnd()) {
            all.add(new Reminder(until.minus(kind.before()), kind, all.size()));
        }
        if (!license.endsQuietly()) {
            all.add(new Reminder(lapse, Kind.ARREARS_STARTED, all.size()));
            all.add(new Reminder(lapse.plus(Episode.HALFWAY), Kind.ARREARS_12_HOURS, all.size()));
            all.add(new Reminder(lapse.plus(License.GRACE), Kind.SUSPENDED, all.size()));
        }
        return all.stream()
                .filter(r -> r.place() >= license.reminded())
                .filter(r -> r.comesAfter(license.remindFrom()))
                .toList();
    }

    /// Whether it is still to come for what was bought at an instant: a reminder before the end that
    /// is due at that very instant has passed (L3); arrears that begin at it have not.
    private boolean comesAfter(Instant bought) {
        return place < Kind.beforeEnd().size()
                ? dueAt.isAfter(bought)
                : !dueAt.isBefore(bought);
    }
}
