/// API keys: how programs call.
///
/// Owns: keys of organizations and of products, their secrets, and what a request may do that
/// carries one.
///
/// Refuses to own: the admin token, which is the operator's.
///
/// Invariants:
/// - A secret is shown once and kept as SHA-256.
/// - A key works in one realm, for one organization or for the items of one product, for its
///   actions, until it ends; one that was ended answers not one request more.
/// - A key has at most two secrets that work.
/// - Whoever makes a key gives it nothing that they may not do themselves.
@NullMarked
package scrip.server.key;

import org.jspecify.annotations.NullMarked;
