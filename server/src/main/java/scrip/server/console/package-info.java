/// Serves the console: the pages on which people buy, see and sell.
///
/// Owns: `/`, the files the console is built of, and every path that a browser asks for as a page.
///
/// Refuses to own: what the pages show (they ask the API like anyone), and the pages of the site.
///
/// Invariants: nothing is loaded from another host, no script runs but the console's own; a file
/// whose name has a hash may be kept for ever, the page that names it is asked for each time.
@NullMarked
package scrip.server.console;

import org.jspecify.annotations.NullMarked;
