/// The vendor's desk: what needs a person now, across all organizations.
///
/// Owns: the operations that list what waits for the vendor, the most pressing first.
///
/// Refuses to own: any rule, and what waits, which the ledger keeps by the commit that changes it
/// (`Waiting`).
///
/// Invariants: each row is read from its account as it is now; no answer looks into more accounts
/// than it has rows.
@NullMarked
package scrip.server.desk;

import org.jspecify.annotations.NullMarked;
