/// `./scrip verify`: replays the facts of every account and compares everything else that is stored
/// with the result; compares what lies beside the accounts with the installation log, and all of it
/// with a head that was published.
///
/// Owns: the replay, the list of discrepancies, the command line, and the one run that a server
/// does because it is asked over HTTP.
///
/// Refuses to own: repairing what it finds (`scrip.server.rebuild`); heads and statements
/// (`scrip.server.chain`), which its command line only prints. It reads with a database role that
/// can write nothing.
///
/// Invariants:
/// - What it compares is computed from facts alone, never from a snapshot or a cache.
/// - A server runs one at a time, on one thread, and holds up nothing that is booked.
@NullMarked
package scrip.server.verify;

import org.jspecify.annotations.NullMarked;
