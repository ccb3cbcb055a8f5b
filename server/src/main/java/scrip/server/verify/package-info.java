/// `./scrip verify`: replays the facts of every account and compares what they say with everything
/// else that is stored.
///
/// Owns: the replay, and the list of what does not agree.
///
/// Refuses to own: mending what it finds. It reads as the auditor and writes nothing.
///
/// Invariants: what it compares is computed from facts alone, never from a snapshot or a cache.
@NullMarked
package scrip.server.verify;

import org.jspecify.annotations.NullMarked;
