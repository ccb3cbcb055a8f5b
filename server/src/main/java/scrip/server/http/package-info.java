/// The HTTP infrastructure that all operations share, so that a feature's routes only read input
/// and answer outcomes.
///
/// Owns: the table of routes, request ids, the emergency token, the realm a request addresses,
/// reading JSON and parameters with all faults reported at once, limits, and the one form of every
/// answer that is not a success (RFC 9457, `application/problem+json`).
///
/// Product services may call a port of their own (`MeteringPort`): a bare connector beside the
/// filters, whose requests pass the same `Edge` and are answered alike.
///
/// A request may ask many things at once (`Element`), each of which is answered by itself.
///
/// Refuses to own: any rule, any SQL, and what an operation means.
///
/// Invariants:
/// - Every answer has a request id, which every log line of that request has too.
/// - A caller never sees a stack trace, a class name or a library's message.
/// - Each refusal code has one status, in one exhaustive switch.
/// - Every text of a request is well-formed Unicode sent as UTF-8, and one place checks that (X3).
/// - Input is checked completely before a command is created; nothing is guessed, nothing unknown
///   is ignored.
@NullMarked
package scrip.server.http;

import org.jspecify.annotations.NullMarked;
