/// The plumbing of HTTP: what every operation shares, so that a feature's routes read input and
/// tell outcomes and nothing else.
///
/// Owns: the table of routes, request ids, the admin token, the realm a request speaks to, reading
/// JSON and parameters with every fault at once, limits, and the one form of every answer that is
/// not a success (RFC 9457, `application/problem+json`).
///
/// Refuses to own: any rule, any SQL, and what an operation means.
///
/// Invariants:
/// - Every answer has a request id, which every log line of that request has too.
/// - A caller never sees a stack trace, a class name or a message of a library.
/// - Each refusal code has one status, in one exhaustive switch.
/// - Every text of a request is well-formed Unicode sent as UTF-8, and one place sees to it (X3).
/// - Input is checked whole before a command is made; nothing is guessed, nothing unknown is
///   ignored.
@NullMarked
package scrip.server.http;

import org.jspecify.annotations.NullMarked;
