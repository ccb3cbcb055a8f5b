/// What organizations and the vendor are told (L3, R19), and the history behind it.
///
/// Owns: the operations that list notices and facts.
///
/// Refuses to own: when a notice is due (`scrip.core` decides) and delivering it by mail or
/// webhook.
///
/// Invariants: a notice that is due is listed whether or not any job has run, to its audience
/// alone.
@NullMarked
package scrip.server.notice;

import org.jspecify.annotations.NullMarked;
