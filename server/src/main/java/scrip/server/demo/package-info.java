/// A vendor's year for newcomers: `./scrip start --demo` creates a sandbox with consortia,
/// institutions, purchases and uses, so that every state can be seen.
///
/// The stories are data: the resources of this package are scenario files whose times are relative
/// to now ([scrip.server.demo.RelativeTimes]), read and played by [scrip.server.rehearse], and
/// `people.yaml` names who can sign in. Owns how the stories are played together, what is used each
/// day, and who is kept out. Everything goes through the ledger like any command, by the clock of
/// the sandbox, which then stands until it is moved; the demo owns no rule.
///
/// Invariant: the same start instant gives the same data.
@NullMarked
package scrip.server.demo;

import org.jspecify.annotations.NullMarked;
