/// What organizations and the vendor are told (L3, R19), and the history behind it.
///
/// Owns: the operations that list notices and facts, and how each fact is shown (`FactViews`).
///
/// Refuses to own: when a notice is due (`scrip.core` decides) and delivering it by mail or
/// webhook.
///
/// Invariants: a notice that is due is listed whether or not any job has run, to its audience
/// alone; what a fact stores is never shown as it is stored, and every type has its schema in the
/// contract.
@NullMarked
package scrip.server.notice;

import org.jspecify.annotations.NullMarked;
