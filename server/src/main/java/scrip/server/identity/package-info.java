/// Knows who a request is from: the admin token, an API key, or the cookie of a session.
///
/// Owns: which of them counts, and how often each caller may ask.
///
/// Refuses to own: the keys and sessions themselves, and what each may do.
///
/// Invariants: a request that carries a token never counts as the session of its cookie, and a
/// wrong token is never taken for nobody.
@NullMarked
package scrip.server.identity;

import org.jspecify.annotations.NullMarked;
