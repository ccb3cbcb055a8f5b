/// The ledger: the one way in which anything happens to an account.
///
/// Owns: the queue, fair by account and realm, and the one writer that decides commands in batches
/// and commits them; the log, its hashes and the views of it; keys (R7); the accounts as their
/// facts have left them, in memory, with the answers of access computed from them, and the
/// snapshots and the list of accounts in use that make a start quick; who bought for whom (C4),
/// likewise; reads of an account now and as of any instant; the deadline loop; realms and their
/// clocks; the table of what waits (`scrip.core.standing`), kept by the commit that changes it; the
/// lease that keeps a second server from writing; making everything that is derived from the log
/// again.
///
/// Refuses to own: rules (`scrip.core` decides, and this package never looks into a decision except
/// to store it), catalogs (it asks for those in force), people and what they may do, HTTP.
///
/// Invariants:
/// - Rows of the log are inserted and never changed, each with a hash of the row before it. Every
///   other table of an account follows from them, and deleting snapshots or the list of accounts in
///   use costs nothing but speed.
/// - A future completes only after the commit of what it answers, and after the new state can be
///   read. A refusal is answered only after the database has confirmed that its key was not known.
/// - States are immutable values. The writer decides on an overlay of its own; what others see
///   changes only by publishing after the commit.
/// - Every batch checks the epoch of the lease in its own transaction, so a server that lost the
///   lease cannot commit. When a commit is in doubt the writer takes the lease again before it
///   admits anything, on a new connection, and forgets what memory holds; that waits for the
///   transaction in doubt or terminates it, and is itself a commit behind it, so what a synchronous
///   standby lacks is answered to nobody. A connection to a server that another has replaced is
///   ended (`Footing`).
/// - Booking time comes from the realm's clock, in microseconds, and never goes back for an
///   account.
/// - What memory holds is what loading it would give: a reader never adds what it loaded before a
///   commit (`ReadCache`), and a kept answer is the one that would be computed (`LastingAnswer`);
///   the next commit of its account takes it out of the table of answers before the commit's caller
///   is answered (`AnswerTable`).
/// - One thread decides; it alone calls `Decide`. One batch at most is on its way to the database
///   while another waits behind it and the next is decided; a batch is written only if the one
///   before it was committed (`Pipeline`).
@NullMarked
package scrip.server.ledger;

import org.jspecify.annotations.NullMarked;
