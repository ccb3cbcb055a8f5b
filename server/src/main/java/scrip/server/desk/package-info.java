/// The vendor's desk: what needs a person now, across all organizations.
///
/// Owns: the operation that lists what waits for the vendor.
///
/// Refuses to own: any rule; what is due and owed is read from each account.
///
/// Invariants: nothing here is stored, so nothing can be out of date.
@NullMarked
package scrip.server.desk;

import org.jspecify.annotations.NullMarked;
