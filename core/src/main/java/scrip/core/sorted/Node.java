package scrip.core.sorted;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An entry of a tree with the entries before and after it. The heights of the two sides differ by
/// at most one.
final class Node<K, V> implements Map.Entry<K, V> {

    final K key;
    final V value;
    final @Nullable Node<K, V> left;
    final @Nullable Node<K, V> right;
    final int height;
    final int size;

    /// The summaries of the value alone and of the whole subtree.
    final @Nullable Object own;

    final @Nullable Object all;

    Node(
            @Nullable Node<K, V> left,
            K key,
            V value,
            @Nullable Object own,
            @Nullable Node<K, V> right,
            @Nullable Object all) {
        this.key = key;
        this.value = value;
        this.left = left;
        this.right = right;
        this.height = Math.max(height(left), height(right)) + 1;
        this.size = size(left) + size(right) + 1;
        this.own = own;
        this.all = all;
    }

    static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    static @Nullable Object all(@Nullable Node<?, ?> node) {
        return node == null ? null : node.all;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public V setValue(V next) {
        throw new UnsupportedOperationException("an entry that never changes");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry
                && key.equals(entry.getKey())
                && value.equals(entry.getValue());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key) ^ Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
