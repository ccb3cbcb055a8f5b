/// Spoils the rules one at a time and shows which scenario or test notices (mutants), and does the
/// same with faults of core and of the server that were chosen without looking at the tests
/// (planted faults).
///
/// Owns the tables of mutants and faults, below `proof/mutants` and `proof/faults`, the compilation
/// of a spoiled tree, and the reports in `docs`. Refuses to own what a scenario or a test is, and
/// never changes a source file. Invariant: a text to be replaced is found exactly once, or the run
/// fails, so that a table stays true when the code changes.
@NullMarked
package scrip.proof.mutants;

import org.jspecify.annotations.NullMarked;
