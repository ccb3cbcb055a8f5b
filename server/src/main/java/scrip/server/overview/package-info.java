/// Answers for people: how an organization stands, what is to be done, what it used day by day,
/// what happened to it and what will happen next.
///
/// Owns: the operations that put together what several features know of one account, and how debts
/// and proposals (`scrip.core.standing`) look.
///
/// Refuses to own: any rule, and any change; every figure is read from the account.
///
/// Invariants: nothing here is stored, so nothing can be out of date; what is to come is what the
/// rules make of the account by time alone.
@NullMarked
package scrip.server.overview;

import org.jspecify.annotations.NullMarked;
