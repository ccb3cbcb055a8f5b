/// Uses of resources: used at once, held and captured, corrected, or kept for a decision (R6 to
/// R16).
///
/// Owns: the operations that products call while they work. `POST /v1/uses`, for one use, and `POST
/// /v1/uses/batch`, for many, are the most frequent calls and have servlets of their own.
///
/// Refuses to own: which pack pays (`scrip.core` decides) and how much is left (`pack` shows it).
///
/// Invariants:
/// - Every operation takes an idempotency key, and a repeat with the same key and content gets the
///   first answer, byte for byte.
/// - A use of a batch is answered as if it had been sent alone, after those before it.
@NullMarked
package scrip.server.use;

import org.jspecify.annotations.NullMarked;
