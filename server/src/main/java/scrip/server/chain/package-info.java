/// The chain of the whole installation: an entry for each change of what lies beside the accounts'
/// own chains, and checkpoints over the ends of these.
///
/// Owns: the seals (which columns of which tables make entries), the form of an entry, checkpoints
/// and their Merkle tree, published heads with the places and letters that they go to, and
/// statements that prove an account's rows to a head.
///
/// Refuses to own: the chain of an account's rows (`scrip.server.ledger`) and that of the audit log
/// (`scrip.server.trail`), whose ends it takes up; looking for what is wrong
/// (`scrip.server.verify`); sending mail (`scrip.server.mail`).
///
/// Invariants:
/// - An entry is made in the transaction that changes the row, by a trigger; only changes by the
///   program's own role make one.
/// - A checkpoint reads the log and never makes the writer of the ledger wait.
/// - Only the server that writes makes one by itself; the terminal makes one on demand.
/// - What a head covers can be computed again from the database at any later time.
@NullMarked
package scrip.server.chain;

import org.jspecify.annotations.NullMarked;
