/// The keys that sign answers about access, so that products can keep these (X2).
///
/// Owns: the keys and their rotation, the operations `/v1/signing-keys` and
/// `/.well-known/jwks.json`, and the form of what is signed (JWS, RFC 7515).
///
/// Refuses to own: what is signed (`access`), and the key of the installation, which signs license
/// files and heads and never changes (`license`).
///
/// Invariants: a key is published before it signs, longer than anybody may remember the published
/// keys without asking again, and afterwards until the last answer that it signed has ended; a key
/// that became known is published no more at once. A private half is in the database encrypted, and
/// only as long as it signs or will.
@NullMarked
package scrip.server.signing;

import org.jspecify.annotations.NullMarked;
