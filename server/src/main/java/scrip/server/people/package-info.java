/// People, their passwords, and their roles at the vendor and in organizations.
///
/// Owns: people, their names, their stored passwords and their roles, and the operations on them.
///
/// Refuses to own: how they sign in (`session`, `passkey`), and how they come to be (`invitation`).
///
/// Invariants:
/// - A password is stored only as an Argon2id hash, and is never logged or answered. A new one is
///   judged by dictionaries and the person's own words.
/// - Few passwords are checked at once; who waits is taken in turn by address.
/// - An organization that had an owner keeps one; the vendor keeps an administrator.
/// - Nobody gives a role with permissions that they lack. The vendor's people bring the first
///   people of an organization, and none of their own.
/// - When a person's roles change, the links end with which their password could be set.
/// - Nobody has proven an address until mail or single sign-on told so; a reset forgets it.
/// - An organization's identity provider makes nobody a way in of their own.
/// - Whom a directory has deactivated in a place gets no role there by hand.
/// - An organization sees who works in it, but not their roles elsewhere.
@NullMarked
package scrip.server.people;

import org.jspecify.annotations.NullMarked;
