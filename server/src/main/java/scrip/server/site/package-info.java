/// The pages for whoever writes programs: the contract with its viewer.
///
/// Owns: `/docs` and `/openapi.yaml`, with everything they load.
///
/// Refuses to own: the console.
///
/// Invariants: nothing is loaded from another host, and the pages may run no script but their own.
@NullMarked
package scrip.server.site;

import org.jspecify.annotations.NullMarked;
