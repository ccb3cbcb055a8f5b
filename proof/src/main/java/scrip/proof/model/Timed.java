package scrip.proof.model;

import java.time.Instant;

/** Something that changes with time alone: reminders, ends, suspensions. */
interface Timed {
    /** Reports every instant at which something may be due; the receiver ignores past ones. */
    void dues(NextDue next);

    /** Does what is due at exactly this instant, if anything. */
    void fire(Instant at);

    /** Finds the first instant after a given one. */
    final class NextDue {
        final Instant after;
        Instant first;

        NextDue(Instant after) {
            this.after = after;
        }

        void consider(Instant due) {
            if (due.isAfter(after) && (first == null || due.isBefore(first))) {
                first = due;
            }
        }
    }
}
