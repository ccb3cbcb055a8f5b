/// Proves that the client of products (`scrip.client`) drops no use and books none twice while the
/// server is away and the product is killed (X2).
///
/// A driver runs the real server, and the product in a JVM of its own. The server is stopped for an
/// hour of the sandbox's time while the product works on; the product is killed with SIGKILL twice
/// in the middle. When the server is back and the spool is empty, the log of the ledger is held
/// against what the product was told.
///
/// Owns: the product, the story, the audit, which reads the tables with SQL of its own.
///
/// Invariants: each use that was reported is booked once, with its own quantity and in the order of
/// its account; nothing else is booked; the units that are left are those granted less those
/// booked; the verification finds nothing.
@NullMarked
package scrip.proof.outage;

import org.jspecify.annotations.NullMarked;
