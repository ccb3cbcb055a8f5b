/// Signing in, and who a request is from: passwords, passkeys, single-use links, sessions.
///
/// Owns:
/// - sessions, their cookie, the browsers in which somebody has signed in before, and how guessing
///   is slowed;
/// - passkeys and the ceremonies in which they are made and used (WebAuthn);
/// - links: invitations, password resets, and the one that makes the first administrator;
/// - which of token, key and cookie counts, and how often each caller may ask.
///
/// Refuses to own: people, their passwords and roles (`people`), API keys (`key`), what each may do
/// (`role`), the cryptography of passkeys (Spring Security's and webauthn4j's), and sending links:
/// whoever makes one is shown it once, and passes it on.
///
/// Invariants:
/// - The database has no cookie and no link, only hashes: who reads it cannot sign in.
/// - Every sign-in makes a new session with a new cookie, and ends that of the request. A session
///   that was ended does not answer one request more.
/// - What strangers guess never keeps somebody from signing in with a browser of theirs, or with a
///   passkey.
/// - A challenge of a passkey is made here, can be answered once, and runs out after five minutes;
///   the person is verified by their device; a signature counter that does not rise is refused.
/// - A link works once, until it ends or is revoked. An invitation never changes the password of
///   somebody who is known. Nobody resets the password of somebody who works elsewhere too, but the
///   vendor.
/// - A request that carries a token never counts as the session of its cookie, and a wrong token is
///   never taken for nobody.
@NullMarked
package scrip.server.signin;

import org.jspecify.annotations.NullMarked;
