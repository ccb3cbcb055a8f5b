/// Pools and packs of resources (R1 to R21): what is left, what is owed, and every movement.
///
/// Owns: the operations that show pools, packs, movements and storage obligations, and that grant
/// bonus packs.
///
/// Refuses to own: uses, which draw on packs (`use`), and orders, which buy them (`order`).
///
/// Invariants: nothing here is stored; every number comes from a reading of the account, now or as
/// of an instant.
@NullMarked
package scrip.server.pack;

import org.jspecify.annotations.NullMarked;
