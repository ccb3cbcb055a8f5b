/// Notices to organizations and the vendor (L3, R19).
///
/// Owns: the operations that list notices.
///
/// Refuses to own: when a notice is due (`scrip.core` decides) and delivering it by mail or
/// webhook.
///
/// Invariants: a due notice is listed whether or not any job has run, and only to its audience.
@NullMarked
package scrip.server.notice;

import org.jspecify.annotations.NullMarked;
