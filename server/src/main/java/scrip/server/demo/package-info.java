/// A vendor's year for newcomers: `./scrip start --demo` fills an empty database with consortia,
/// institutions, purchases and uses, so that every state can be seen.
///
/// Owns who the demo's organizations are and what they do, and the clock by which their past is
/// played. Everything goes through the ledger like any command; the live realm has the demo's clock
/// while nobody is served, and the machine's from then on. It refuses a database in which somebody
/// is already, and owns no rule.
///
/// Invariant: the same instant gives the same world.
@NullMarked
package scrip.server.demo;

import org.jspecify.annotations.NullMarked;
