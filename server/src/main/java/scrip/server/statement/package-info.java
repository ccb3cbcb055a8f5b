/// The statement of an account: everything it has, owes and has requested, now or as of a past
/// instant by booking time (R18, T6).
///
/// Owns: composing the statement.
///
/// Refuses to own: the form of a pool, pack, license or order (their features define it), and
/// numbered documents.
///
/// Invariants: a statement as of a past instant is the same whenever it is requested.
@NullMarked
package scrip.server.statement;

import org.jspecify.annotations.NullMarked;
