/// How an account stands: what waits for somebody, what is owed, what to propose.
///
/// Owns each of these once, for the vendor's desk, an organization's overview, the list of
/// organizations and the table of what waits. Refuses to own the rules that make debts
/// (`core.ledger`) and how any of it is stored or shown (`server`). Invariants: all of it follows
/// from an account that has been advanced to now; what waits follows from its facts alone and says
/// itself from when until when, so it can be stored by the commit that changes it and compared with
/// any later now.
@NullMarked
package scrip.core.standing;

import org.jspecify.annotations.NullMarked;
