package scrip.core.sorted;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An immutable list that grows at its end: a modified copy shares the rest, as with
/// `PersistentMap`. Elements are never removed.
public final class PersistentList<E> extends AbstractList<E> {

    private final PersistentMap<Integer, E> map;

    private PersistentList(PersistentMap<Integer, E> map) {
        this.map = map;
    }

    /// An empty list.
    public static <E> PersistentList<E> empty() {
        return new PersistentList<>(PersistentMap.empty());
    }

    /// An empty list that maintains a summary of its elements.
    public static <E> PersistentList<E> summed(Summary<E, ?> summary) {
        return new PersistentList<>(PersistentMap.summed(summary));
    }

    /// A list of the same elements; the given list itself if it is a persistent one.
    public static <E> PersistentList<E> copyOf(List<E> list) {
        if (list instanceof PersistentList<E> same) {
            return same;
        }
        return new PersistentList<>(PersistentMap.copyOf(byPlace(list)));
    }

    /// A list of the same elements that maintains a summary.
    public static <E> PersistentList<E> summed(List<E> list, Summary<E, ?> summary) {
        return new PersistentList<>(PersistentMap.summed(byPlace(list), summary));
    }

    private static <E> SortedMap<Integer, E> byPlace(List<E> list) {
        SortedMap<Integer, E> map = new TreeMap<>();
        list.forEach(e -> map.put(map.size(), e));
        return map;
    }

    /// This list with one more element at its end.
    public PersistentList<E> with(E element) {
        return new PersistentList<>(map.with(map.size(), element));
    }

    /// This list with the element at an index replaced.
    public PersistentList<E> with(int place, E element) {
        if (place < 0 || place >= map.size()) {
            throw new IndexOutOfBoundsException(place);
        }
        return new PersistentList<>(map.with(place, element));
    }

    /// The summary of all elements; null if none contributes.
    public <S> @Nullable S sum(Summary<E, S> of) {
        return map.sum(of);
    }

    /// The elements whose summary passes a test, as in `PersistentMap`.
    public <S> Iterable<E> where(Summary<E, S> of, Predicate<? super S> test) {
        return map.where(of, test);
    }

    @Override
    public E get(int place) {
        E found = map.get(place);
        if (found == null) {
            throw new IndexOutOfBoundsException(place);
        }
        return found;
    }

    @Override
    public Iterator<E> iterator() {
        return map.values().iterator();
    }

    @Override
    public int size() {
        return map.size();
    }

    PersistentMap<Integer, E> map() {
        return map;
    }
}
