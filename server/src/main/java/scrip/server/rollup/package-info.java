/// Roll-ups: sums of the uses in an account's log by pool and day, made in the background.
///
/// Owns: the table `rollups`, and the projector that makes them from the log.
///
/// Refuses to own: the answers that use them (`scrip.server.history`), comparing them with the log
/// (`scrip.server.verify`), making them again on demand (`scrip.server.rebuild`).
///
/// Invariants:
/// - A roll-up says which rows of the log it has summed. Those never change, so it never becomes
///   wrong, and no two sum the same row.
/// - No answer depends on one being there: the rest is summed from the log. Whatever is missing, at
///   the end or in the middle, is made later.
/// - One projector works at a time, on a connection of its own, a limited number of rows in one
///   transaction. The ledger's writer writes nothing for it and waits for nothing.
@NullMarked
package scrip.server.rollup;

import org.jspecify.annotations.NullMarked;
