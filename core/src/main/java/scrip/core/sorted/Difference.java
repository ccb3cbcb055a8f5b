package scrip.core.sorted;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Finds the differences between two maps, one derived from the other: shared parts are skipped, so
/// the cost is proportional to the changes.
public final class Difference {

    private Difference() {}

    /// Called for each value that is not the same object on both sides, in the order of the keys.
    @FunctionalInterface
    public interface Listener<V> {

        /// Receives one difference.
        ///
        /// @param before null if there was none
        /// @param after null if it was removed
        void differs(@Nullable V before, @Nullable V after);
    }

    /// Visits the values that differ. Both maps are in the same order.
    public static <K, V> void between(
            SortedMap<K, V> before, SortedMap<K, V> after, Listener<V> visit) {
        PersistentMap<K, V> is = PersistentMap.copyOf(after);
        between(is.tree(), PersistentMap.copyOf(before).root(), is.root(), visit);
    }

    /// Visits the elements that differ, index by index.
    public static <E> void between(List<E> before, List<E> after, Listener<E> visit) {
        between(PersistentList.copyOf(before).map(), PersistentList.copyOf(after).map(), visit);
    }

    @SuppressWarnings("ReferenceEquality") // The same part or value has not changed.
    private static <K, V> void between(
            Tree<K, V> tree,
            @Nullable Node<K, V> before,
            @Nullable Node<K, V> after,
            Listener<V> visit) {
        Rest<K, V> old = new Rest<>(before);
        Rest<K, V> fresh = new Rest<>(after);
        while (!old.isEmpty() || !fresh.isEmpty()) {
            int oldHeight = old.height();
            int freshHeight = fresh.height();
            if (oldHeight > 0 && freshHeight > 0 && old.node() == fresh.node()) {
                old.pass();
                fresh.pass();
            } else if (oldHeight > 0 || freshHeight > 0) {
                // Open the taller side, so that shared parts line up.
                if (oldHeight >= freshHeight) {
                    old.open();
                }
                if (freshHeight >= oldHeight) {
                    fresh.open();
                }
            } else {
                int side =
                        old.isEmpty()
                                ? 1
                                : fresh.isEmpty()
                                        ? -1
                                        : tree.compare(old.node().key, fresh.node().key);
                V was = side <= 0 ? old.pass().value : null;
                V is = side >= 0 ? fresh.pass().value : null;
                if (was != is) {
                    visit.differs(was, is);
                }
            }
        }
    }

    /// The unvisited remainder of one tree: whole subtrees, and single entries of opened ones.
    private static final class Rest<K, V> {

        private record Part<K, V>(Node<K, V> node, boolean whole) {}

        private final Deque<Part<K, V>> parts = new ArrayDeque<>();

        Rest(@Nullable Node<K, V> root) {
            push(root);
        }

        private void push(@Nullable Node<K, V> part) {
            if (part != null) {
                parts.push(new Part<>(part, true));
            }
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }

        /// The height of the next subtree; 0 for a single entry, or if nothing is left.
        int height() {
            Part<K, V> next = parts.peek();
            return next == null || !next.whole() ? 0 : next.node().height;
        }

        Node<K, V> node() {
            return parts.element().node();
        }

        Node<K, V> pass() {
            return parts.remove().node();
        }

        /// Splits the next subtree into its left side, its entry and its right side.
        void open() {
            Node<K, V> node = pass();
            push(node.right);
            parts.push(new Part<>(node, false));
            push(node.left);
        }
    }
}
