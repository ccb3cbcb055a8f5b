/// The standing of an account: what waits for the vendor, what is owed, what there is to do, what
/// to propose, and the figures at a glance.
///
/// Defines each of these once, for the vendor's desk, an organization's overview, the list of
/// organizations, the list of licenses and the `waits` table. No other package and no SQL decides
/// any of it: a list that is filtered by standing compares the instants that were stored here.
/// Refuses to own the rules that make debts (`core.ledger`) and how any of it is stored or shown
/// (`server`). Invariants: everything is derived from an account advanced to now; what waits
/// depends only on the account's facts and states its own interval, so it can be stored by the
/// commit that changes it and compared with any later time.
@NullMarked
package scrip.core.standing;

import org.jspecify.annotations.NullMarked;
