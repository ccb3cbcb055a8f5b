/// The history of an account, read from the tables of the ledger: its facts, uses, notices and
/// storage obligations, and what was used on each day.
///
/// Owns: the queries on those tables that need no state of an account.
///
/// Refuses to own: writing (`scrip.server.ledger`), making roll-ups (`scrip.server.rollup`), the
/// state of an account now or in the past (`Ledger.read`, `Ledger.readAsOf`), comparing tables with
/// facts (`scrip.server.verify`), and how a fact is shown (`scrip.server.overview.FactViews`).
///
/// Invariants: an answer is the same whichever roll-ups there are. Rows are read as the database's
/// reader role, which sees the account asked for and no other.
@NullMarked
package scrip.server.history;

import org.jspecify.annotations.NullMarked;
