/// Passkeys: signing in by WebAuthn, without a password.
///
/// Owns: passkeys and the ceremonies in which they are made and used.
///
/// Refuses to own: the cryptography, which is Spring Security's and webauthn4j's, and the session
/// that follows.
///
/// Invariants:
/// - A challenge is made here, can be answered once, and runs out after five minutes.
/// - The person is verified by their device (a PIN, a finger, a face): a passkey is enough alone.
/// - A signature counter that does not rise is a copied key: it is refused.
@NullMarked
package scrip.server.passkey;

import org.jspecify.annotations.NullMarked;
