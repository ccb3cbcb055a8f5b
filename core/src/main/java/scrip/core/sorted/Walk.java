package scrip.core.sorted;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An in-order walk along the entries of a tree that skips subtrees whose summary is not
/// interesting.
final class Walk<K, V> implements Iterator<Node<K, V>> {

    private final Deque<Node<K, V>> path = new ArrayDeque<>();
    private final Predicate<@Nullable Object> interesting;

    /// @param interesting whether a subtree or value with that summary is visited
    Walk(@Nullable Node<K, V> root, Predicate<@Nullable Object> interesting) {
        this.interesting = interesting;
        descend(root);
        settle();
    }

    static <K, V> Walk<K, V> all(@Nullable Node<K, V> root) {
        return new Walk<>(root, _ -> true);
    }

    private void descend(@Nullable Node<K, V> node) {
        Node<K, V> at = node;
        while (at != null && interesting.test(at.all)) {
            path.push(at);
            at = at.left;
        }
    }

    /// Skips nodes whose own value is not interesting.
    private void settle() {
        while (!path.isEmpty() && !interesting.test(path.getFirst().own)) {
            descend(path.pop().right);
        }
    }

    @Override
    public boolean hasNext() {
        return !path.isEmpty();
    }

    @Override
    public Node<K, V> next() {
        if (path.isEmpty()) {
            throw new NoSuchElementException("the end of the tree");
        }
        Node<K, V> next = path.pop();
        descend(next.right);
        settle();
        return next;
    }
}
