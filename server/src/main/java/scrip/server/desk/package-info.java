/// The vendor's desk: what needs action by the vendor's staff now, across all organizations.
///
/// Owns: the operations that list what waits for the vendor, the most urgent first.
///
/// Refuses to own: any rule, and what waits, which the ledger keeps by the commit that changes it
/// (`Waiting`).
///
/// Invariants: each row is read from the current state of its account; no answer reads more
/// accounts than it has rows.
@NullMarked
package scrip.server.desk;

import org.jspecify.annotations.NullMarked;
