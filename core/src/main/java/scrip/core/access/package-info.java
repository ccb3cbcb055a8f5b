/// The gate: what an organization may do with a feature on a surface, and what is left (X1).
///
/// Owns the question, the answer, how the answers of several accounts are weighed, and until when
/// an answer may be kept. Refuses to own any state: it reads accounts that have been advanced to
/// now, and changes none. Invariants: an answer never depends on a job having run, nor on a version
/// of a catalog that is later than what was bought; it is never kept beyond what it says.
@NullMarked
package scrip.core.access;

import org.jspecify.annotations.NullMarked;
