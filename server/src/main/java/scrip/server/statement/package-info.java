/// The statement of an account: everything it has, owes and has asked for, now or as it stood at a
/// past instant by booking time (R18, T6).
///
/// Owns: putting it together.
///
/// Refuses to own: how a pool, a pack, a license or an order looks (their features say), and
/// documents with numbers.
///
/// Invariants: a statement as of a past instant is the same whenever it is asked for.
@NullMarked
package scrip.server.statement;

import org.jspecify.annotations.NullMarked;
