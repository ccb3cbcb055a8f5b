/// Sandboxes: realms for rehearsals, whose clocks stand still until they are moved.
///
/// Owns: making a sandbox with the shipped catalogs in it, and moving its clock.
///
/// Refuses to own: the live realm, whose clock is the server's.
///
/// Invariants: a clock is moved forward only.
@NullMarked
package scrip.server.sandbox;

import org.jspecify.annotations.NullMarked;
