/// The sockets under the HTTP of every port: how many a caller may hold, how long a request may
/// take to arrive, and TLS.
///
/// Owns: the connector all ports are made of (`GuardedProtocol`), the limits of connections
/// (`ConnectionLimits`), the certificate files of `SCRIP_TLS_*`, and which addresses are proxies.
///
/// Refuses to own: what a request means, and every limit of complete requests (`server.signin`).
///
/// Invariants:
/// - Nobody holds more connections than an address may, and nobody keeps an unfinished request
///   longer than its deadline: whoever sends half of everything shuts nobody else out.
/// - An address is believed from a proxy that the operator named, and from nobody else.
/// - A request that arrives in time costs a look into a map and a few fields, no lock.
@NullMarked
package scrip.server.connection;

import org.jspecify.annotations.NullMarked;
