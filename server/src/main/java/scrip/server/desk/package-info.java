/// The vendor's desk: what needs a person now, across all organizations, and requests to sales.
///
/// Owns: the operation that lists what waits for the vendor, and what buyers asked of sales.
///
/// Refuses to own: any rule; what is due and owed is read from each account.
///
/// Invariants: a request to sales is kept as it was written and never changed.
@NullMarked
package scrip.server.desk;

import org.jspecify.annotations.NullMarked;
