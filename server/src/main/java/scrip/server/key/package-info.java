/// API keys: how programs call.
///
/// Owns: keys of organizations and of products, their secrets, and what a request with a key may
/// do.
///
/// Refuses to own: the admin token, which is the operator's.
///
/// Invariants:
/// - A secret is shown once and stored as SHA-256.
/// - A key works in one realm, for one organization or for the items of one product, for its
///   actions, until it ends; from then on not a single request with it is answered.
/// - A key has at most two valid secrets.
/// - A key has a number of units of work that it may ask each second, in all, with whatever
///   requests.
/// - Nobody can give a key permissions that they do not have themselves.
@NullMarked
package scrip.server.key;

import org.jspecify.annotations.NullMarked;
