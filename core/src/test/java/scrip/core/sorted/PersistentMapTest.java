package scrip.core.sorted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random changes, each compared with `TreeMap`.
class PersistentMapTest {

    private static final int WORLDS = 20;
    private static final int STEPS = 200;
    private static final int KEYS = 80;

    /// Concatenates texts, which is associative and not commutative; some texts contribute nothing.
    private record Texts() implements Summary<String, String> {

        @Override
        public @Nullable String of(String value) {
            return value.endsWith("0") ? null : value + ",";
        }

        @Override
        public String plus(String earlier, String later) {
            return earlier + later;
        }
    }

    private static final Texts TEXTS = new Texts();

    @Test
    void behavesLikeTreeMapAndNeverChangesAnEarlierState() {
        for (long seed = 0; seed < WORLDS; seed++) {
            Random dice = new Random(seed);
            PersistentMap<Integer, String> map = PersistentMap.summed(TEXTS);
            TreeMap<Integer, String> plain = new TreeMap<>();
            List<PersistentMap<Integer, String>> states = new ArrayList<>();
            List<TreeMap<Integer, String>> copies = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                int key = dice.nextInt(KEYS);
                if (dice.nextInt(3) == 0) {
                    map = map.without(key);
                    plain.remove(key);
                } else {
                    String value = key + "." + dice.nextInt(KEYS);
                    map = map.with(key, value);
                    plain.put(key, value);
                }
                states.add(map);
                copies.add(new TreeMap<>(plain));
            }
            for (int at = 0; at < states.size(); at++) {
                check("seed " + seed + " step " + at, copies.get(at), states.get(at), dice);
            }
        }
    }

    private static void check(
            String where,
            NavigableMap<Integer, String> plain,
            PersistentMap<Integer, String> map,
            Random dice) {
        assertEquals(plain, map, where);
        assertEquals(map, plain, where);
        assertEquals(plain.hashCode(), map.hashCode(), where);
        assertEquals(new ArrayList<>(plain.entrySet()), new ArrayList<>(map.entrySet()), where);
        assertEquals(plain.size(), map.size(), where);
        assertEquals(plain.firstEntry(), map.firstEntry(), where);
        assertEquals(plain.lastEntry(), map.lastEntry(), where);
        int from = dice.nextInt(KEYS);
        int to = from + dice.nextInt(KEYS);
        assertEquals(plain.subMap(from, to), map.subMap(from, to), where);
        assertEquals(plain.headMap(from), map.headMap(from), where);
        assertEquals(plain.tailMap(from), map.tailMap(from), where);
        assertEquals(plain.get(from), map.get(from), where);
        assertEquals(sum(plain), map.sum(TEXTS), where);
        assertEquals(sum(plain.tailMap(from)), map.tailMap(from).sum(TEXTS), where);
        String wanted = from + ".";
        List<String> found = new ArrayList<>();
        map.where(TEXTS, s -> s.contains(wanted)).forEach(found::add);
        assertEquals(
                plain.values().stream()
                        .filter(v -> !v.endsWith("0") && v.contains(wanted))
                        .toList(),
                found,
                where);
        checkBalance(map.root(), where);
    }

    private static @Nullable String sum(SortedMap<Integer, String> map) {
        return map.values().stream()
                .map(TEXTS::of)
                .filter(v -> v != null)
                .reduce(String::concat)
                .orElse(null);
    }

    @Test
    void findsTheFirstEntryAtAKeyOrAfterIt() {
        Random dice = new Random(11);
        PersistentMap<Integer, String> map = PersistentMap.empty();
        PersistentSet<Integer> set = PersistentSet.empty();
        TreeMap<Integer, String> plain = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            int key = dice.nextInt(KEYS);
            map = map.with(key, "value " + step);
            set = set.with(key);
            plain.put(key, "value " + step);
            for (int from = -1; from <= KEYS; from++) {
                assertEquals(plain.ceilingEntry(from), map.ceilingEntry(from));
                assertEquals(plain.ceilingKey(from), set.ceiling(from));
            }
        }
    }

    private static void checkBalance(@Nullable Node<?, ?> node, String where) {
        if (node != null) {
            int lean = Node.height(node.left) - Node.height(node.right);
            assertTrue(Math.abs(lean) <= 1, where + ": the sides lean by " + lean);
            checkBalance(node.left, where);
            checkBalance(node.right, where);
        }
    }

    @Test
    void aChangeCopiesOnlyOnePath() {
        TreeMap<Integer, String> plain = new TreeMap<>();
        for (int key = 0; key < 40_000; key++) {
            plain.put(key, "v" + key);
        }
        PersistentMap<Integer, String> map = PersistentMap.copyOf(plain);
        int height = Node.height(map.root());
        assertTrue(height <= 17, "a tree of 40,000 is " + height + " high");
        assertTrue(made(map.root(), map.with(20_001, "new").root()) <= height);
        assertTrue(made(map.root(), map.with(40_000, "new").root()) <= height + 2);
        assertTrue(made(map.root(), map.without(12_345).root()) <= height + 2);
        assertSame(map, map.with(7, Objects.requireNonNull(map.get(7))));
        assertSame(map, map.without(40_000));
        assertSame(map, PersistentMap.copyOf(map));
    }

    /// The number of nodes of a tree that are not in the tree it was derived from.
    private static int made(@Nullable Node<?, ?> before, @Nullable Node<?, ?> after) {
        Set<Object> old = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(before, old);
        Set<Object> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(after, fresh);
        fresh.removeAll(old);
        return fresh.size();
    }

    private static void collect(@Nullable Node<?, ?> node, Set<Object> to) {
        if (node != null) {
            to.add(node);
            collect(node.left, to);
            collect(node.right, to);
        }
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // What is shared is the same, not an equal.
    void differencesAreFoundWithoutVisitingSharedNodes() {
        for (long seed = 0; seed < WORLDS; seed++) {
            Random dice = new Random(seed);
            PersistentMap<Integer, String> before = PersistentMap.empty();
            for (int key = 0; key < 1_000; key++) {
                before = before.with(dice.nextInt(5_000), "old");
            }
            PersistentMap<Integer, String> after = before;
            TreeMap<Integer, List<@Nullable String>> expected = new TreeMap<>();
            for (int change = 0; change < dice.nextInt(40); change++) {
                int key = dice.nextInt(5_000);
                after = dice.nextBoolean() ? after.with(key, "new " + change) : after.without(key);
                expected.put(key, Arrays.asList(before.get(key), after.get(key)));
            }
            expected.values().removeIf(v -> v.getFirst() == v.getLast());
            List<List<@Nullable String>> found = new ArrayList<>();
            Difference.between(before, after, (w, i) -> found.add(Arrays.asList(w, i)));
            assertEquals(List.copyOf(expected.values()), found, "seed " + seed);
        }
    }

    @Test
    void keepsTheOrderOfItsSourceMap() {
        TreeMap<String, Integer> plain = new TreeMap<>(Comparator.reverseOrder());
        plain.putAll(Map.of("a", 1, "b", 2, "c", 3));
        PersistentMap<String, Integer> map = PersistentMap.copyOf(plain).with("bb", 4);
        assertEquals(List.of("c", "bb", "b", "a"), List.copyOf(map.keySet()));
    }

    @Test
    void isUnmodifiableAndEmptyWhenEmpty() {
        PersistentMap<Integer, String> none = PersistentMap.empty();
        assertThrows(UnsupportedOperationException.class, () -> none.put(1, "v"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> none.with(1, "v").entrySet().iterator().next().setValue("w"));
        assertThrows(NoSuchElementException.class, none::firstKey);
        assertNull(none.firstEntry());
        assertThrows(IllegalStateException.class, () -> none.sum(TEXTS));
    }

    @Test
    void setsAndListsBehaveLikeThoseOfTheJdk() {
        Random dice = new Random(7);
        PersistentSet<Integer> set = PersistentSet.empty();
        TreeSet<Integer> plainSet = new TreeSet<>();
        PersistentList<String> list = PersistentList.empty();
        List<String> plainList = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            int element = dice.nextInt(300);
            if (dice.nextInt(3) == 0) {
                set = set.without(element);
                plainSet.remove(element);
            } else {
                set = set.with(element);
                plainSet.add(element);
            }
            if (plainList.isEmpty() || dice.nextBoolean()) {
                list = list.with("e" + step);
                plainList.add("e" + step);
            } else {
                int place = dice.nextInt(plainList.size());
                list = list.with(place, "c" + step);
                plainList.set(place, "c" + step);
            }
        }
        assertEquals(plainSet, set);
        assertEquals(new ArrayList<>(plainSet), new ArrayList<>(set));
        assertEquals(plainSet.subSet(50, 90), set.subSet(50, 90));
        assertEquals(plainSet.first(), set.first());
        assertEquals(plainSet.last(), set.last());
        assertEquals(plainList, list);
        assertEquals(plainList.hashCode(), list.hashCode());
        assertEquals(plainList.reversed(), list.reversed());
        PersistentList<String> last = list;
        assertThrows(IndexOutOfBoundsException.class, () -> last.get(last.size()));
    }
}
