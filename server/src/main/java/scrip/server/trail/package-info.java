/// The audit log: who changed what, when, from where, with the state before and after.
///
/// Owns: the log and its chain of hashes, its lists and exports, and the check of the chain.
///
/// Refuses to own: metering. Uses and holds are booked thousands of times a second, and the ledger
/// already stores who, what and when.
///
/// Invariants:
/// - A change of people, roles, sessions or keys is committed together with its entry or not at
///   all. A command that changes the ledger is answered only after its entry is committed; a caller
///   who got no answer repeats the command with the same key, which then writes the entry.
/// - An entry is never changed: the application's role has no right to, and the chain would reveal
///   it. What it tells about a person who is erased is taken out, which a sealed row says; its hash
///   stays.
/// - No entry contains a secret.
@NullMarked
package scrip.server.trail;

import org.jspecify.annotations.NullMarked;
