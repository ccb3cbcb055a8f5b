/// Answers for people: an organization's standing, its tasks, its usage by day, its past and its
/// coming events.
///
/// Owns: the operations that put together what several features know of one account, and how debts
/// and proposals (`scrip.core.standing`) look.
///
/// Refuses to own: any rule, and any change; every figure is read from the account.
///
/// Invariants: nothing here is stored, so nothing can be out of date; coming events are computed by
/// the rules, by advancing the account in time.
@NullMarked
package scrip.server.overview;

import org.jspecify.annotations.NullMarked;
