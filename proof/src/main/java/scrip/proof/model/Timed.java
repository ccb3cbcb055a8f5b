package scrip.proof.model;

import java.time.Instant;

/** Something to which time alone makes things happen: reminders, ends, suspensions. */
interface Timed {
    /** Names every instant at which something may be due; past ones are ignored by the taker. */
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
