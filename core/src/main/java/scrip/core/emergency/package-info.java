/// Emergency access (X5): what a named doctor opened, for whom and until when, and what was used
/// under it.
///
/// Owns the emergencies of an account, which of them covers an item, and how many were opened in a
/// month. Refuses to own what is suspended, what may be used and what the catalog sets. Invariants:
/// an emergency never changes but for the uses it counts; it ends by time alone.
@NullMarked
package scrip.core.emergency;

import org.jspecify.annotations.NullMarked;
