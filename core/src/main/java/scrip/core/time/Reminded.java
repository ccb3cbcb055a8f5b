package scrip.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How far the reminders before an end have come.
///
/// @param from the instant from which reminders are due; those of earlier instants are skipped
/// @param passed how many of the schedule have been passed
public record Reminded(Instant from, int passed) {

    /// No reminder passed yet.
    public static Reminded noneSince(Instant from) {
        return new Reminded(from, 0);
    }

    /// These reminders with so many passed.
    public Reminded passing(int reminders) {
        return new Reminded(from, reminders);
    }

    /// The position of the next reminder that is still to come before an end; the length of the
    /// schedule if none is.
    ///
    /// @param schedule how long before the end each reminder is due, the earliest first
    public int next(Instant end, List<Duration> schedule) {
        int place = passed;
        while (place < schedule.size() && !end.minus(schedule.get(place)).isAfter(from)) {
            place++;
        }
        return place;
    }
}
