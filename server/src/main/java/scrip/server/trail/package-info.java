/// The audit log: who changed what, when, from where, with what was before and after.
///
/// Owns: the log and its chain of hashes, its lists and exports, and the check of the chain.
///
/// Refuses to own: metering. Uses and holds are booked thousands of times a second, and the ledger
/// keeps who, what and when of each.
///
/// Invariants:
/// - What changes people, roles, sessions or keys is committed with its entry or not at all. What a
///   command changes in the ledger is answered only after its entry is committed; whoever got no
///   answer repeats it with the same key, and then it is there.
/// - An entry is never changed: the application's role may not, and the chain tells.
/// - No entry holds a secret.
@NullMarked
package scrip.server.trail;

import org.jspecify.annotations.NullMarked;
