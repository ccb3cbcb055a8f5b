/// Whether somebody may use something now, and what to do when not (X1).
///
/// Owns: the operation `GET /v1/access`, which is called often and has a servlet of its own.
///
/// Refuses to own: the answer (`scrip.core` decides).
///
/// Invariants: it stores nothing, waits for no writer and depends on no job having run.
@NullMarked
package scrip.server.access;

import org.jspecify.annotations.NullMarked;
