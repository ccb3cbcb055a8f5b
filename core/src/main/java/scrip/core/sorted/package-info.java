/// Immutable sorted collections whose modified copies share almost everything with the original.
///
/// Owns the one balanced tree of `core`: finding, changing and removing touch a number of nodes
/// proportional to the height of the tree, and the summary of the values (`Summary`) is stored in
/// each node, so that it always agrees with them. Knows nothing about its elements.
///
/// Invariants: nothing changes after its creation; iteration is in the order of the keys; equality
/// and hash are those of `Map`, `Set` and `List`.
@NullMarked
package scrip.core.sorted;

import org.jspecify.annotations.NullMarked;
