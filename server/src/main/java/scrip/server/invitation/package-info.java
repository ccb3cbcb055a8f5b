/// Single-use links: invitations, password resets, and the one that makes the first administrator.
///
/// Owns: links, who may make them, and what happens when they are opened.
///
/// Refuses to own: sending them. Whoever makes a link is shown it once, and passes it on.
///
/// Invariants:
/// - A link works once, until it ends or is revoked; the database has only its hash.
/// - An invitation never changes the password of somebody who is known: they prove who they are.
/// - Nobody resets the password of somebody who works elsewhere too, but the vendor.
@NullMarked
package scrip.server.invitation;

import org.jspecify.annotations.NullMarked;
