/// The gate: what an organization may do with a feature on a surface, and what is left (X1).
///
/// Owns the question, the answer and how the answers of several accounts are weighed. Refuses to
/// own any state: it reads accounts that have been advanced to now, and changes none. Invariant: an
/// answer never depends on a job having run.
@NullMarked
package scrip.core.access;

import org.jspecify.annotations.NullMarked;
