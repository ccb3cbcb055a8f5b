/// The gate: what an organization may do with a feature on a surface, and what is left (X1).
///
/// Owns the question, the answer, which accounts answer, how their answers are combined, and until
/// when an answer may be used offline or kept. Programs, scenarios and the simulation all use this
/// package; each supplies the accounts of its world (`AccountSource`). Refuses to own any state: it
/// reads accounts advanced to now, and changes none. Invariants: an answer never depends on a
/// background job, nor on a catalog version later than the purchase; it is never used beyond the
/// instant it states.
@NullMarked
package scrip.core.access;

import org.jspecify.annotations.NullMarked;
