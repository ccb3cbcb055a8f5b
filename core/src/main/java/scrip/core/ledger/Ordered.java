package scrip.core.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Changed copies of unmodifiable sorted collections.
final class Ordered {

    private Ordered() {}

    static <K, V> SortedMap<K, V> with(SortedMap<K, V> map, K key, V value) {
        SortedMap<K, V> copy = new TreeMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableSortedMap(copy);
    }

    static <K, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
        SortedMap<K, V> copy = new TreeMap<>(map);
        copy.remove(key);
        return Collections.unmodifiableSortedMap(copy);
    }

    static <E> SortedSet<E> with(SortedSet<E> set, E element) {
        SortedSet<E> copy = new TreeSet<>(set);
        copy.add(element);
        return Collections.unmodifiableSortedSet(copy);
    }

    static <E> SortedSet<E> without(SortedSet<E> set, E element) {
        SortedSet<E> copy = new TreeSet<>(set);
        copy.remove(element);
        return Collections.unmodifiableSortedSet(copy);
    }
}
