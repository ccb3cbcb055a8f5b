/// A vendor's year for newcomers: `./scrip start --demo` makes a sandbox with consortia,
/// institutions, purchases and uses, so that every state can be seen.
///
/// Owns who the demo's organizations and people are and what they do. Everything goes through the
/// ledger like any command, by the clock of the sandbox, which then stands until it is moved; it
/// owns no rule.
///
/// Invariant: the same instant gives the same world.
@NullMarked
package scrip.server.demo;

import org.jspecify.annotations.NullMarked;
