package scrip.core.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import scrip.core.sorted.PersistentList;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.PersistentSet;

/// Modified copies of immutable collections, which share the unchanged parts.
final class Copies {

    private Copies() {}

    static <K, V> SortedMap<K, V> with(SortedMap<K, V> map, K key, V value) {
        return PersistentMap.copyOf(map).with(key, value);
    }

    static <K, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
        return PersistentMap.copyOf(map).without(key);
    }

    static <E> SortedSet<E> with(SortedSet<E> set, E element) {
        return PersistentSet.copyOf(set).with(element);
    }

    static <E> SortedSet<E> without(SortedSet<E> set, E element) {
        return PersistentSet.copyOf(set).without(element);
    }

    static <E> List<E> with(List<E> list, E element) {
        return PersistentList.copyOf(list).with(element);
    }
}
