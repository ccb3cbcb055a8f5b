/// `./scrip rebuild`: deletes everything that is derived from the log and makes it again.
///
/// Owns: the order of it, and the progress that is printed.
///
/// Refuses to own: how the derived tables of an account follow from its facts
/// (`scrip.server.ledger` derives them with the same code as the commands that book the facts),
/// roll-ups (`scrip.server.rollup`), and finding out whether it is needed (`scrip.server.verify`).
///
/// Invariants: it needs nothing but the log, the rows of `realms` and `accounts`, and it changes
/// neither the log nor the identity of an account. Ended in the middle it leaves each account
/// either as it was or made again, and is run again.
@NullMarked
package scrip.server.rebuild;

import org.jspecify.annotations.NullMarked;
