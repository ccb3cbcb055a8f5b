/// What proves: an independent model, random worlds, mutants, planted faults, crashes. Never
/// shipped.
@NullMarked
package scrip.proof;

import org.jspecify.annotations.NullMarked;
