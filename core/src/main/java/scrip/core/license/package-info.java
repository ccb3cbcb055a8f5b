/// Licenses: the right to use features during `[from, until)` (L1 to L10), including sets of
/// monthly resources (R14) and maintenance (S3).
///
/// Owns the states, renewal, the loss of months by a recall, and the schedule of reminders. Refuses
/// to own payment and activation. Invariant: a state is a function of the license and of now.
@NullMarked
package scrip.core.license;

import org.jspecify.annotations.NullMarked;
