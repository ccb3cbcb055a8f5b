/// Gates a product at its gateway, which asks before it lets a request through.
///
/// Owns: the operation `/v1/gate`, for `auth_request` of nginx and `ext_authz` of Envoy; which
/// answers open the gate.
///
/// Refuses to own: the answer about access (`scrip.server.access`), and what a gateway does with
/// it.
///
/// Invariants: what is asked about comes from headers alone, which the gateway sets; nothing else
/// of the request means anything. Only an API key is answered, which fixes the realm. The gate is
/// open on 200 and on nothing else: whatever goes wrong is 401 or 403.
@NullMarked
package scrip.server.gate;

import org.jspecify.annotations.NullMarked;
