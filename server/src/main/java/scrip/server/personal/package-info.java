/// What is kept about a person: shown to them as a file, and erased.
///
/// Owns: both operations, for the person themself and for the vendor's administrator.
///
/// Refuses to own: what is kept, which is that of people, signing in, keys and the audit log.
///
/// Invariants:
/// - An erased person keeps their id, so that facts and the audit log still tell one from another.
///   Name, addresses and secrets are gone, and nothing of the person works: no session, no link, no
///   key that they made.
/// - No chain of hashes breaks: verify finds nothing afterwards.
/// - The last owner of an organization and the vendor's last administrator stay.
/// - No file has a secret.
@NullMarked
package scrip.server.personal;

import org.jspecify.annotations.NullMarked;
