/// Calendar periods in the zone of an account (T2, T3), what is due at which instant, which of two
/// instants comes first, and how far reminders have come. Refuses to own a clock.
///
/// Invariant: a period is always counted from its anchor, never from the end of another.
@NullMarked
package scrip.core.time;

import org.jspecify.annotations.NullMarked;
