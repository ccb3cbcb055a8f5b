/// Notices to organizations and the vendor (L3, R19), and the history of facts behind them.
///
/// Owns: the operations that list notices and facts, and how each fact is shown (`FactViews`).
///
/// Refuses to own: when a notice is due (`scrip.core` decides) and delivering it by mail or
/// webhook.
///
/// Invariants: a due notice is listed whether or not any job has run, and only to its audience;
/// facts are never shown in their stored form, and every type has its schema in the contract.
@NullMarked
package scrip.server.notice;

import org.jspecify.annotations.NullMarked;
