/// `./scrip verify`: replays the facts of every account and compares everything else that is stored
/// with the result.
///
/// Owns: the replay, and the list of discrepancies.
///
/// Refuses to own: repairing what it finds (`scrip.server.rebuild`). It reads with a database role
/// that can write nothing.
///
/// Invariants: what it compares is computed from facts alone, never from a snapshot or a cache.
@NullMarked
package scrip.server.verify;

import org.jspecify.annotations.NullMarked;
