/// Signing in, and identifying the caller of a request: passwords, passkeys, second factors,
/// single-use links, sessions.
///
/// Owns:
/// - sessions, their cookie, the browsers in which a person has signed in before, and protection
///   against guessing;
/// - passkeys and the ceremonies that register and use them (WebAuthn);
/// - second factors: codes of authenticator apps, recovery codes, which roles need one, and what a
///   session lacks;
/// - links: invitations, password resets, and the set-up link for the first administrator;
/// - which of token, key and cookie counts, and the rate limit of each caller.
///
/// Refuses to own: people, their passwords and roles (`people`), API keys (`key`), who somebody is
/// at an identity provider (`federation`), what each may do (`role`), the cryptography of passkeys
/// (Spring Security's and webauthn4j's) and of codes (java-otp's), the drawing of QR codes
/// (ZXing's), and the mail server (`mail`): where there is none, the person who creates a link sees
/// it once and passes it on.
///
/// Invariants:
/// - The database stores only hashes of cookies and links, so reading it does not allow anybody to
///   sign in.
/// - Every sign-in creates a new session with a new cookie, and ends the session of the request.
///   Once a session is ended, not a single request with it is answered.
/// - Guessing by strangers never prevents a person from signing in with a browser they have used
///   before, or with a passkey.
/// - A passkey challenge is created here, can be answered once, and expires after five minutes; the
///   device verifies the person; a signature counter that does not rise is refused.
/// - A link works once, until it ends or is revoked, and only while whoever made it may still do
///   so, for the person as they are then. An invitation never changes the password of an existing
///   person, and tells nobody whether there is one. Only the vendor can reset the password of a
///   person who also works elsewhere.
/// - What a person proved before their password was reset, they prove again: sessions end, passkeys
///   and the second factor stop until each is confirmed.
/// - A session that lacks a second factor has no permission, and every operation is refused that
///   does not say that it is for it. Nobody who only has a password adds a second factor beside one
///   that works.
/// - Each code and each recovery code is taken once. The database has the secret encrypted, with a
///   key that is not in it, and nobody is shown it again.
/// - What makes a way in asks for the password or passkey again after ten minutes.
/// - The two people of a step that takes two are two, and neither let the other in.
/// - If a request has a token, its session cookie is ignored, and a wrong token is an error, never
///   treated as an anonymous request.
@NullMarked
package scrip.server.signin;

import org.jspecify.annotations.NullMarked;
