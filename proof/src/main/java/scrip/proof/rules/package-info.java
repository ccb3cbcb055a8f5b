/// `./scrip proof rules`: the page that says of each rule which class decides it and which
/// scenarios prove it.
///
/// Owns: the list of rules, and `docs/rules.md`, which is generated and never edited.
///
/// Refuses to own: whether a scenario passes, or fails when its rule is disabled.
///
/// Invariants: every rule of the rulebook is in the list, in its order; a rule that is not for
/// later has a class that cites it and a scenario that cites it.
@NullMarked
package scrip.proof.rules;

import org.jspecify.annotations.NullMarked;
