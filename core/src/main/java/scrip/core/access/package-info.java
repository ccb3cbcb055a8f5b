/// The gate: what an organization may do with a feature on a surface, and what is left (X1).
///
/// Owns the question, the answer, whose accounts are asked, how their answers are weighed, and
/// until when an answer may be kept. Programs, scenarios and the simulation ask here alone; each
/// brings the accounts of its world (`AccountSource`). Refuses to own any state: it reads accounts
/// that have been advanced to now, and changes none. Invariants: an answer never depends on a job
/// having run, nor on a version of a catalog that is later than what was bought; it is never kept
/// beyond what it says.
@NullMarked
package scrip.core.access;

import org.jspecify.annotations.NullMarked;
