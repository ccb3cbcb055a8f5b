/// The pages that this server serves: the console for people, the documentation, and the contract
/// with its viewer for programmers.
///
/// Owns: `/`, the files of the console, every path that a browser requests as a page, the
/// documentation below `/docs`, which the build of the console makes of `docs/`, and
/// `/openapi.yaml`.
///
/// Refuses to own: what the console shows (its pages ask the API like anyone).
///
/// Invariants: nothing is loaded from another host, and no scripts but the pages' own run; a file
/// with a hash in its name may be cached for ever, while the page that names it is revalidated each
/// time.
@NullMarked
package scrip.server.pages;

import org.jspecify.annotations.NullMarked;
