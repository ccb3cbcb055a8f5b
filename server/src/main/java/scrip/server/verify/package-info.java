/// `./scrip verify`: replays the facts of every account and compares everything else that is stored
/// with the result; compares what lies beside the accounts with the installation log, and all of it
/// with a head that was published.
///
/// Owns: the replay, the list of discrepancies, and the command line.
///
/// Refuses to own: repairing what it finds (`scrip.server.rebuild`); heads and statements
/// (`scrip.server.chain`), which its command line only prints. It reads with a database role that
/// can write nothing.
///
/// Invariants: what it compares is computed from facts alone, never from a snapshot or a cache.
@NullMarked
package scrip.server.verify;

import org.jspecify.annotations.NullMarked;
