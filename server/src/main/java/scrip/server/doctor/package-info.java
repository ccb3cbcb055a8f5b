/// Looks at an installation from outside: `./scrip doctor` and `./scrip config`.
///
/// Owns: what is examined, what counts as a warning or a fault, and what to do about each.
///
/// Refuses to own: the meaning of a setting (`setting` and the part that it is for), and whether
/// the stored data is right, which `verify` finds out.
///
/// Invariants:
/// - It changes nothing, makes no database, and stops no server that runs.
/// - A check that cannot be made is a fault, never silently left out.
/// - No secret is printed.
@NullMarked
package scrip.server.doctor;

import org.jspecify.annotations.NullMarked;
