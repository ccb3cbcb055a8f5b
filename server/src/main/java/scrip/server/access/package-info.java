/// Whether somebody may use something now, and what to do when not (X1).
///
/// Owns: the operations `GET /v1/access` and `POST /v1/access/batch`, which are called often and
/// have servlets of their own.
///
/// Refuses to own: the answer (`scrip.core` decides).
///
/// Invariants: it stores nothing, asks the database only for what is not in memory yet, waits for
/// no writer and depends on no job having run.
@NullMarked
package scrip.server.access;

import org.jspecify.annotations.NullMarked;
