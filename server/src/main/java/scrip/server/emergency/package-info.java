/// Emergency access (X5): opened over HTTP by a doctor of the organization, listed for the
/// organization and the vendor.
///
/// Owns the operations and their view. Refuses to own the rules (`EmergencyOpening` and `Uses` in
/// `core.ledger`) and notices.
@NullMarked
package scrip.server.emergency;

import org.jspecify.annotations.NullMarked;
