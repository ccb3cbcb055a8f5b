package scrip.core.sorted;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The operations on nodes: an AVL tree whose changed parts are copied and whose other parts are
/// shared. All trees derived from one another have the same order of keys and the same summary.
///
/// @param order the comparator of keys; null for their natural order
/// @param summary the summary to maintain; null for none
record Tree<K, V>(@Nullable Comparator<? super K> order, @Nullable Summary<V, Object> summary) {

    @SuppressWarnings("unchecked") // Keys without an order of their own are comparable.
    int compare(K one, K other) {
        return order == null
                ? ((Comparable<? super K>) one).compareTo(other)
                : order.compare(one, other);
    }

    @Nullable Node<K, V> find(@Nullable Node<K, V> root, K key) {
        Node<K, V> at = root;
        while (at != null) {
            int side = compare(key, at.key);
            if (side == 0) {
                return at;
            }
            at = side < 0 ? at.left : at.right;
        }
        return null;
    }

    @Nullable Node<K, V> ceiling(@Nullable Node<K, V> root, K key) {
        Node<K, V> at = root;
        Node<K, V> found = null;
        while (at != null) {
            int side = compare(key, at.key);
            if (side == 0) {
                return at;
            }
            if (side < 0) {
                found = at;
                at = at.left;
            } else {
                at = at.right;
            }
        }
        return found;
    }

    @SuppressWarnings("ReferenceEquality") // The same value or part has not changed.
    Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return leaf(key, value);
        }
        int side = compare(key, node.key);
        if (side == 0) {
            return node.value == value ? node : replaced(node, value);
        }
        if (side < 0) {
            Node<K, V> left = with(node.left, key, value);
            return left == node.left ? node : grown(left, node, node.right);
        }
        Node<K, V> right = with(node.right, key, value);
        return right == node.right ? node : grown(node.left, node, right);
    }

    /// The node with another value. If its summary is the same, the summaries above it need not be
    /// recomputed.
    private Node<K, V> replaced(Node<K, V> node, V value) {
        Object own = own(value);
        return Objects.equals(own, node.own)
                ? new Node<>(node.left, node.key, value, node.own, node.right, node.all)
                : node(node.left, node.key, value, own, node.right);
    }

    /// The node with one side updated. Its summary stays the same if that side's value was only
    /// replaced and its summary did not change.
    @SuppressWarnings("ReferenceEquality") // The same sum has not changed.
    private Node<K, V> grown(
            @Nullable Node<K, V> left, Node<K, V> node, @Nullable Node<K, V> right) {
        boolean same =
                Node.size(left) == Node.size(node.left)
                        && Node.size(right) == Node.size(node.right)
                        && Node.all(left) == Node.all(node.left)
                        && Node.all(right) == Node.all(node.right);
        return same
                ? new Node<>(left, node.key, node.value, node.own, right, node.all)
                : balanced(left, node, right);
    }

    @SuppressWarnings("ReferenceEquality") // The same part has not changed.
    @Nullable Node<K, V> without(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int side = compare(key, node.key);
        if (side == 0) {
            return joined(node.left, node.right);
        }
        if (side < 0) {
            Node<K, V> left = without(node.left, key);
            return left == node.left ? node : balanced(left, node, node.right);
        }
        Node<K, V> right = without(node.right, key);
        return right == node.right ? node : balanced(node.left, node, right);
    }

    /// The entries from a key on, including that key.
    @Nullable Node<K, V> from(@Nullable Node<K, V> node, K first) {
        if (node == null) {
            return null;
        }
        return compare(node.key, first) < 0
                ? from(node.right, first)
                : joined(from(node.left, first), node, node.right);
    }

    /// The entries before a key.
    @Nullable Node<K, V> before(@Nullable Node<K, V> node, K end) {
        if (node == null) {
            return null;
        }
        return compare(node.key, end) < 0
                ? joined(node.left, node, before(node.right, end))
                : before(node.left, end);
    }

    /// A tree of entries that are sorted and have distinct keys.
    @Nullable Node<K, V> of(List<? extends Map.Entry<K, V>> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        int middle = entries.size() / 2;
        Map.Entry<K, V> entry = entries.get(middle);
        return node(
                of(entries.subList(0, middle)),
                entry.getKey(),
                entry.getValue(),
                own(entry.getValue()),
                of(entries.subList(middle + 1, entries.size())));
    }

    static <K, V> @Nullable Node<K, V> first(@Nullable Node<K, V> node) {
        Node<K, V> at = node;
        while (at != null && at.left != null) {
            at = at.left;
        }
        return at;
    }

    static <K, V> @Nullable Node<K, V> last(@Nullable Node<K, V> node) {
        Node<K, V> at = node;
        while (at != null && at.right != null) {
            at = at.right;
        }
        return at;
    }

    private @Nullable Object own(V value) {
        return summary == null ? null : summary.of(value);
    }

    private Node<K, V> leaf(K key, V value) {
        Object own = own(value);
        return new Node<>(null, key, value, own, null, own);
    }

    private Node<K, V> node(
            @Nullable Node<K, V> left,
            K key,
            V value,
            @Nullable Object own,
            @Nullable Node<K, V> right) {
        Object all = own;
        if (left != null) {
            all = plus(left.all, all);
        }
        if (right != null) {
            all = plus(all, right.all);
        }
        return new Node<>(left, key, value, own, right, all);
    }

    private @Nullable Object plus(@Nullable Object earlier, @Nullable Object later) {
        if (earlier == null || later == null || summary == null) {
            return earlier == null ? later : earlier;
        }
        return summary.plus(earlier, later);
    }

    private Node<K, V> node(
            @Nullable Node<K, V> left, Node<K, V> middle, @Nullable Node<K, V> right) {
        return node(left, middle.key, middle.value, middle.own, right);
    }

    /// A balanced node of two sides whose heights differ by at most two.
    private Node<K, V> balanced(
            @Nullable Node<K, V> left, Node<K, V> middle, @Nullable Node<K, V> right) {
        int lean = Node.height(left) - Node.height(right);
        if (left != null && lean > 1) {
            Node<K, V> inner = left.right;
            return inner == null || Node.height(left.left) >= inner.height
                    ? node(left.left, left, node(inner, middle, right))
                    : node(
                            node(left.left, left, inner.left),
                            inner,
                            node(inner.right, middle, right));
        }
        if (right != null && lean < -1) {
            Node<K, V> inner = right.left;
            return inner == null || Node.height(right.right) >= inner.height
                    ? node(node(left, middle, inner), right, right.right)
                    : node(
                            node(left, middle, inner.left),
                            inner,
                            node(inner.right, right, right.right));
        }
        return node(left, middle, right);
    }

    /// A node of two sides of any heights.
    private Node<K, V> joined(
            @Nullable Node<K, V> left, Node<K, V> middle, @Nullable Node<K, V> right) {
        int lean = Node.height(left) - Node.height(right);
        if (left != null && lean > 1) {
            return balanced(left.left, left, joined(left.right, middle, right));
        }
        if (right != null && lean < -1) {
            return balanced(joined(left, middle, right.left), right, right.right);
        }
        return node(left, middle, right);
    }

    /// Joins two adjacent subtrees whose heights differ by at most one.
    private @Nullable Node<K, V> joined(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        Node<K, V> next = first(right);
        return next == null ? left : balanced(left, next, without(right, next.key));
    }
}
