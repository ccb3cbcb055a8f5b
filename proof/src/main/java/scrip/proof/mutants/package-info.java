/// Mutates the code one change at a time and shows which scenario or test catches it: rules that
/// are disabled (mutants), and faults of core and of the server that were chosen without looking at
/// the tests (planted faults).
///
/// Owns the tables of mutants and faults in `proof/mutants` and `proof/faults`, the compilation of
/// mutated sources, and the reports in `docs`. Refuses to own what a scenario or a test is, and
/// never changes a source file. Invariant: the text to replace is found exactly once, or the run
/// fails, so that a table stays true when the code changes.
@NullMarked
package scrip.proof.mutants;

import org.jspecify.annotations.NullMarked;
