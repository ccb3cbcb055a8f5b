/// A vendor's year for newcomers: `./scrip start --demo` creates a sandbox with consortia,
/// institutions, purchases and uses, so that every state can be seen.
///
/// Owns the demo's organizations and users and what they do. Everything goes through the ledger
/// like any command, by the clock of the sandbox, which then stands until it is moved; the demo
/// owns no rule.
///
/// Invariant: the same start instant gives the same data.
@NullMarked
package scrip.server.demo;

import org.jspecify.annotations.NullMarked;
