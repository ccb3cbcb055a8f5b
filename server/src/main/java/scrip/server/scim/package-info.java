/// Directories that say who works here, by SCIM 2.0 (RFC 7643 and RFC 7644): users and groups of an
/// identity provider.
///
/// Owns: the protocol (filters, `PATCH`, errors, versions), the users and groups of directories,
/// and what follows for people.
///
/// Refuses to own: providers and the roles of their groups (`federation`), people and their roles
/// (`people`), and keys (`key`).
///
/// Invariants:
/// - A request has a key of the directory at its path, whose provider is enabled. No cookie, no
///   other key, no emergency token.
/// - A directory names addresses of its provider's domains alone, and takes over nobody: whoever
///   belongs elsewhere too gets nothing from it before they have signed in with the provider, and
///   is renamed and moved by nobody but themself.
/// - Somebody inactive has no role and no way in at the place, and stays so until the directory
///   says in so many words that they are active.
/// - Groups give what whoever wrote their roles may give by then. Roles given by hand stay.
/// - An owner, and an administrator of the vendor, is left.
/// - Nothing is not everything: no missing attribute empties a group, activates or deactivates
///   anybody.
/// - What is not understood is refused, not ignored, where it decides who is found or changed.
@NullMarked
package scrip.server.scim;

import org.jspecify.annotations.NullMarked;
