/// What is measured, for whoever collects it at `/metrics`.
///
/// Owns: bringing together what the parts measure of themselves (the ledger, problems, pools of
/// connections), and the figures that only the database or the data folder knows: what is due, what
/// waits, and how old the last head, backup and check are.
///
/// Refuses to own: what is counted while a request is answered (whoever does the work counts), who
/// may collect it (`server.http`), alerts (`docs/operating/alerts.md`).
///
/// Invariants:
/// - Collecting asks the database nothing: figures are read by a thread of their own, and are not
///   told when they are old.
/// - Labels have few values, known in advance: no organization, person, key or path.
/// - Each metric is on the page `docs/operating/metrics.md`.
@NullMarked
package scrip.server.metrics;

import org.jspecify.annotations.NullMarked;
