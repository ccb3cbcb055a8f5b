/// Signing in with e-mail and password, and the sessions that follow.
///
/// Owns: sessions, their cookie, the browsers in which somebody has signed in before, and how
/// guessing is slowed.
///
/// Refuses to own: passwords and roles (`person`), passkeys (`passkey`), links (`invitation`): they
/// sign in by [scrip.server.session.Sessions].
///
/// Invariants:
/// - The database has no cookie, only hashes: who reads it cannot sign in.
/// - Every sign-in makes a new session with a new cookie, and ends that of the request.
/// - What strangers guess never keeps somebody from signing in with a browser of theirs, or with a
///   passkey.
/// - A session that was ended does not answer one request more.
@NullMarked
package scrip.server.session;

import org.jspecify.annotations.NullMarked;
