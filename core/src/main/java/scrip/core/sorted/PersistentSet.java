package scrip.core.sorted;

import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An immutable sorted set, the counterpart of `PersistentMap`.
@SuppressWarnings("JdkObsolete") // Nobody needs what NavigableSet adds.
public final class PersistentSet<E> extends AbstractSet<E> implements SortedSet<E> {

    private final PersistentMap<E, Boolean> map;

    private PersistentSet(PersistentMap<E, Boolean> map) {
        this.map = map;
    }

    /// An empty set in the natural order of its elements.
    public static <E extends Comparable<? super E>> PersistentSet<E> empty() {
        PersistentMap<E, Boolean> none = PersistentMap.empty();
        return new PersistentSet<>(none);
    }

    /// A set of the same elements; the given set itself if it is a persistent one.
    public static <E> PersistentSet<E> copyOf(SortedSet<E> set) {
        if (set instanceof PersistentSet<E> same) {
            return same;
        }
        TreeMap<E, Boolean> all = new TreeMap<>(set.comparator());
        set.forEach(e -> all.put(e, true));
        return new PersistentSet<>(PersistentMap.copyOf(all));
    }

    /// The first element at or after one; null if there is none.
    public @Nullable E ceiling(E element) {
        Map.Entry<E, Boolean> found = map.ceilingEntry(element);
        return found == null ? null : found.getKey();
    }

    /// This set with an element, whether or not it was there.
    public PersistentSet<E> with(E element) {
        return changed(map.containsKey(element) ? map : map.with(element, true));
    }

    /// This set without an element, whether or not it was there.
    public PersistentSet<E> without(E element) {
        return changed(map.without(element));
    }

    @SuppressWarnings("ReferenceEquality") // The same map has not changed.
    private PersistentSet<E> changed(PersistentMap<E, Boolean> next) {
        return next == map ? this : new PersistentSet<>(next);
    }

    @Override
    public Iterator<E> iterator() {
        return map.keySet().iterator();
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return map.containsKey(element);
    }

    @Override
    public @Nullable Comparator<? super E> comparator() {
        return map.comparator();
    }

    @Override
    public PersistentSet<E> subSet(E from, E to) {
        return new PersistentSet<>(map.subMap(from, to));
    }

    @Override
    public PersistentSet<E> headSet(E to) {
        return new PersistentSet<>(map.headMap(to));
    }

    @Override
    public PersistentSet<E> tailSet(E from) {
        return new PersistentSet<>(map.tailMap(from));
    }

    @Override
    public E first() {
        return map.firstKey();
    }

    @Override
    public E last() {
        return map.lastKey();
    }
}
