/// The pages that this server shows: the console, on which people buy, see and sell, and the
/// contract with its viewer for whoever writes programs.
///
/// Owns: `/`, the files the console is built of, every path that a browser asks for as a page,
/// `/docs` and `/openapi.yaml`.
///
/// Refuses to own: what the console shows (its pages ask the API like anyone).
///
/// Invariants: nothing is loaded from another host, no script runs but the pages' own; a file whose
/// name has a hash may be kept for ever, the page that names it is asked for each time.
@NullMarked
package scrip.server.pages;

import org.jspecify.annotations.NullMarked;
