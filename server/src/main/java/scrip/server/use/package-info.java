/// Uses of resources: used at once, held and captured, corrected, or kept for a decision (R6 to
/// R16).
///
/// Owns: the operations that products call while they work. `POST /v1/uses` is the most frequent
/// call and has a servlet of its own.
///
/// Refuses to own: which pack pays (`scrip.core` decides) and how much is left (`pack` shows it).
///
/// Invariants: every operation takes an idempotency key, and a repeat with the same key and content
/// gets the first answer, byte for byte.
@NullMarked
package scrip.server.use;

import org.jspecify.annotations.NullMarked;
