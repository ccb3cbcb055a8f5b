/// Single sign-on by OpenID Connect: the identity providers of organizations and of the vendor,
/// whom they know, and which roles they give.
///
/// Owns:
/// - providers: where they are, whose addresses they are believed about, which group gives which
///   role;
/// - identities: who somebody is at a provider, told by issuer and subject;
/// - going to a provider and coming back: state, nonce, code verifier, and the browser that began.
///
/// Refuses to own: sessions (`signin`), people and their roles (`people`), and the protocol, which
/// is Spring Security's.
///
/// Invariants:
/// - An identity is (issuer, subject). No address links one by itself.
/// - What a provider says about an address counts only in the domains that the vendor gave it.
/// - A group gives at most what whoever wrote its role may give by then.
/// - A provider signs nobody in once whoever set it up may do so no longer.
/// - Whatever was given by hand is not taken by a provider.
/// - No secret of a client, no nonce and no verifier is in the database as such.
@NullMarked
package scrip.server.federation;

import org.jspecify.annotations.NullMarked;
