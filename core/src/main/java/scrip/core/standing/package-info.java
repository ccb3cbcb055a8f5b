/// The standing of an account: what waits for the vendor, what is owed, what to propose.
///
/// Defines each of these once, for the vendor's desk, an organization's overview, the list of
/// organizations and the `waits` table. Refuses to own the rules that make debts (`core.ledger`)
/// and how any of it is stored or shown (`server`). Invariants: everything is derived from an
/// account advanced to now; what waits depends only on the account's facts and states its own
/// interval, so it can be stored by the commit that changes it and compared with any later time.
@NullMarked
package scrip.core.standing;

import org.jspecify.annotations.NullMarked;
