/// Answers for people: an organization's standing, its tasks, its usage by day, its past and its
/// coming events, its facts, and its statement: everything it has, owes and has requested, now or
/// as of a past instant by booking time (R18, T6).
///
/// Owns: the operations that put together what several features know of one account; how debts
/// (`scrip.core.standing`) and facts (`FactViews`) look.
///
/// Refuses to own: any rule, and any change; every figure is read from the account. The form of a
/// pool, pack, license or order (their features define it), and numbered documents.
///
/// Invariants: nothing here is stored, so nothing can be out of date; coming events are computed by
/// the rules, by advancing the account in time; a statement as of a past instant is the same
/// whenever it is requested. Facts are never shown in their stored form, and every type has its
/// schema in the contract.
@NullMarked
package scrip.server.overview;

import org.jspecify.annotations.NullMarked;
