/// The core of the rules: accounts, commands, facts and decisions.
///
/// Owns `Account` (everything a decision reads), `Command` and `Fact`, and three pure steps:
/// `Advance` (what time alone causes), `Decide` (what a command causes) and `Apply` (what a fact
/// makes of an account). One small class for each noun decides the commands about it (`Orders`,
/// `Payments`, `Uses`, `Membership`, …), all in one shape: a `Case` and the command, and the
/// answer; `Decide` is their table. Refuses to own clocks, storage and ids: all come from outside.
///
/// Invariants: facts are numbered without gaps and applied in order; replaying them gives the
/// account; booking time never goes back (T5); a refusal books nothing; the checks of a command run
/// in the order that C10 and R7 say.
@NullMarked
package scrip.core.ledger;

import org.jspecify.annotations.NullMarked;
