/// People, their passwords, and their roles at the vendor and in organizations.
///
/// Owns: who there is, what they are called, how their passwords are kept, which roles they have,
/// and the operations on all that.
///
/// Refuses to own: how they sign in (`session`, `passkey`), and how they come to be (`invitation`).
///
/// Invariants:
/// - A password is kept as Argon2id and nothing else, and is never logged or answered.
/// - An organization that had an owner keeps one; the vendor keeps an administrator.
/// - An organization sees who works in it, and nothing of what else they are.
@NullMarked
package scrip.server.people;

import org.jspecify.annotations.NullMarked;
