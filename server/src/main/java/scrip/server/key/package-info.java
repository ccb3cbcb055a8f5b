/// API keys: how programs call.
///
/// Owns: keys of organizations, of products and of the vendor, their secrets, and what a request
/// with a key may do; requests for secrets that are repeated.
///
/// Refuses to own: the emergency token, which is the operator's.
///
/// Invariants:
/// - A secret is shown once and stored as SHA-256.
/// - A key works in one realm, for one organization, for the items of one product, or for the
///   vendor, for its actions, from its addresses, until it ends; from then on not a single request
///   with it is answered.
/// - A key gives at most what whoever made it may do when it is used. Only keys made before makers
///   were kept, or with the emergency token, are bound to nobody.
/// - No key of a sandbox reaches beyond it.
/// - A key has at most two valid secrets.
/// - A key has a number of units of work that it may ask each second, in all, with whatever
///   requests. What a key asks counts for each key above it, too: a key and all that were made by
///   it together ask no more than its number.
/// - Nobody sees another's secret: a key is rotated by whoever made it, by itself or by a key above
///   it, and by the operator if it is bound to nobody.
/// - The key of a directory is for one identity provider, has one action, and calls nothing else.
/// - Nobody can give a key permissions that they do not have themselves.
@NullMarked
package scrip.server.key;

import org.jspecify.annotations.NullMarked;
