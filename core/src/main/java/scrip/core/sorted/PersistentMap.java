package scrip.core.sorted;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An immutable sorted map. The cost of a modified copy is proportional to the height of the tree;
/// the rest is shared. Neither keys nor values are null. The mutating methods of `Map` throw.
@SuppressWarnings("JdkObsolete") // Nobody needs what NavigableMap adds.
public final class PersistentMap<K, V> extends AbstractMap<K, V> implements SortedMap<K, V> {

    private final Tree<K, V> tree;
    private final @Nullable Node<K, V> root;

    private PersistentMap(Tree<K, V> tree, @Nullable Node<K, V> root) {
        this.tree = tree;
        this.root = root;
    }

    /// An empty map in the natural order of its keys.
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
        return new PersistentMap<>(new Tree<>(null, null), null);
    }

    /// An empty map that maintains a summary of its values.
    @SuppressWarnings("unchecked") // The sums are made by the summary and given to nobody else.
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> summed(
            Summary<V, ?> summary) {
        return new PersistentMap<>(new Tree<>(null, (Summary<V, Object>) summary), null);
    }

    /// A map of the same entries; the given map itself if it is a persistent one.
    public static <K, V> PersistentMap<K, V> copyOf(SortedMap<K, V> map) {
        return map instanceof PersistentMap<K, V> same
                ? same
                : of(new Tree<>(map.comparator(), null), map);
    }

    /// A map of the same entries that maintains a summary; the given map itself if it already does.
    @SuppressWarnings("unchecked") // As in `summed`.
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> summed(
            SortedMap<K, V> map, Summary<V, ?> summary) {
        return map instanceof PersistentMap<K, V> same && summary.equals(same.tree.summary())
                ? same
                : of(new Tree<>(null, (Summary<V, Object>) summary), map);
    }

    private static <K, V> PersistentMap<K, V> of(Tree<K, V> tree, Map<K, V> map) {
        List<Map.Entry<K, V>> entries = new ArrayList<>(map.entrySet());
        return new PersistentMap<>(tree, tree.of(entries));
    }

    /// The first entry at a key or after it; null if there is none.
    public Map.@Nullable Entry<K, V> ceilingEntry(K key) {
        return tree.ceiling(root, key);
    }

    /// This map with a value at a key, whether or not one was there.
    public PersistentMap<K, V> with(K key, V value) {
        return changed(tree.with(root, key, value));
    }

    /// This map without a key, whether or not it was there.
    public PersistentMap<K, V> without(K key) {
        return changed(tree.without(root, key));
    }

    @SuppressWarnings("ReferenceEquality") // The same tree has not changed.
    private PersistentMap<K, V> changed(@Nullable Node<K, V> next) {
        return next == root ? this : new PersistentMap<>(tree, next);
    }

    /// The summary of all values; null if none contributes.
    public <S> @Nullable S sum(Summary<V, S> of) {
        check(of);
        return root == null ? null : sum(root.all);
    }

    /// The values whose summary passes a test, in order. Subtrees whose summary does not pass are
    /// skipped: the summary of a subtree must pass if that of any of its values does.
    public <S> Iterable<V> where(Summary<V, S> of, Predicate<? super S> test) {
        check(of);
        return () -> {
            Walk<K, V> walk = new Walk<>(root, s -> s != null && test.test(this.<S>summed(s)));
            return values(walk);
        };
    }

    private void check(Summary<V, ?> of) {
        if (!of.equals(tree.summary())) {
            throw new IllegalStateException("a sum that is not kept");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Checked by `check`.
    private <S> @Nullable S sum(@Nullable Object all) {
        return (S) all;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Checked by `check`.
    private <S> S summed(Object all) {
        return (S) all;
    }

    private static <K, V> Iterator<V> values(Walk<K, V> walk) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public V next() {
                return walk.next().value;
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked") // As in every sorted map, the key must be comparable with ours.
    public @Nullable V get(@Nullable Object key) {
        Node<K, V> found = key == null ? null : tree.find(root, (K) key);
        return found == null ? null : found.value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return Node.size(root);
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return tree.order();
    }

    @Override
    public PersistentMap<K, V> subMap(K from, K to) {
        return tailMap(from).headMap(to);
    }

    @Override
    public PersistentMap<K, V> headMap(K to) {
        return new PersistentMap<>(tree, tree.before(root, to));
    }

    @Override
    public PersistentMap<K, V> tailMap(K from) {
        return new PersistentMap<>(tree, tree.from(root, from));
    }

    @Override
    public K firstKey() {
        return present(Tree.first(root)).key;
    }

    @Override
    public K lastKey() {
        return present(Tree.last(root)).key;
    }

    @Override
    public Map.@Nullable Entry<K, V> firstEntry() {
        return Tree.first(root);
    }

    @Override
    public Map.@Nullable Entry<K, V> lastEntry() {
        return Tree.last(root);
    }

    private static <K, V> Node<K, V> present(@Nullable Node<K, V> node) {
        if (node == null) {
            throw new NoSuchElementException("an empty map");
        }
        return node;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries<>(root);
    }

    Tree<K, V> tree() {
        return tree;
    }

    @Nullable Node<K, V> root() {
        return root;
    }

    private static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> {

        private final @Nullable Node<K, V> root;

        Entries(@Nullable Node<K, V> root) {
            this.root = root;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            Walk<K, V> walk = Walk.all(root);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return walk.hasNext();
                }

                @Override
                public Map.Entry<K, V> next() {
                    return walk.next();
                }
            };
        }

        @Override
        public int size() {
            return Node.size(root);
        }
    }
}
