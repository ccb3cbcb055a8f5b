/// The proofs: an independent model, random worlds, mutants, planted faults, crashes. Not shipped.
@NullMarked
package scrip.proof;

import org.jspecify.annotations.NullMarked;
