/// Immutable sorted collections whose changed copies share almost everything with the original.
///
/// Owns the one balanced tree of `core`: finding, changing and removing touch as many nodes as the
/// tree is high, whatever it holds, and what the values add up to (`Summary`) is kept in each node,
/// so that it cannot disagree with them. Refuses to know what it keeps.
///
/// Invariants: nothing changes once made; iteration is in the order of the keys; equality and hash
/// are those of `Map`, `Set` and `List`.
@NullMarked
package scrip.core.sorted;

import org.jspecify.annotations.NullMarked;
