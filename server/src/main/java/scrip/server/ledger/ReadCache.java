package scrip.server.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A cache of what readers load and commits change. Reading takes no lock.
///
/// The writer publishes what it committed, or drops what a commit made stale. A reader that loaded
/// something before a commit must not add it after that commit was published and perhaps evicted
/// again: it takes a stamp before it loads, and what it loaded is rejected if anything in the same
/// stripe was changed since.
///
/// Evicts what was not read since it came to the head of the queue the last time (second chance). A
/// reader only marks what it reads, and only if it is not marked: so those of what all ask for do
/// not get in one another's way, as they would by moving it to the end of a list.
final class ReadCache<K, V> {

    private static final int STRIPES = 4_096;

    /// An entry that was used.
    ///
    /// @param at counted in uses of all
    record Used<K, V>(K key, V value, long at) {}

    private final int most;
    private final Consumer<V> leaving;
    private final long[] stamps = new long[STRIPES];
    private final Map<K, Slot<K, V>> slots = new ConcurrentHashMap<>();

    /// How many uses there were: entries that were published, or loaded by those who wait for them.
    private volatile long uses;

    /// Every slot once, the next candidate for eviction first.
    private final Deque<Slot<K, V>> queue = new ArrayDeque<>();

    /// A place in the cache.
    private static final class Slot<K, V> {

        final K key;

        /// Null after it was dropped: the slot stays in the queue until its turn.
        volatile @Nullable V value;

        /// When it was used last, counted in uses of all; 0 if it never was.
        volatile long usedAt;

        /// Whether it was read since its last turn. Not volatile: a mark that is lost only brings
        /// an eviction forward.
        boolean isMarked;

        Slot(K key, @Nullable V value) {
            this.key = key;
            this.value = value;
        }
    }

    /// @param most entries
    ReadCache(int most) {
        this(most, gone -> {});
    }

    /// @param most entries
    /// @param leaving takes, under the lock of the cache, each value that is replaced or goes
    ReadCache(int most, Consumer<V> leaving) {
        this.most = most;
        this.leaving = leaving;
    }

    @Nullable V get(K key) {
        Slot<K, V> slot = slots.get(key);
        if (slot == null) {
            return null;
        }
        if (!slot.isMarked) {
            slot.isMarked = true;
        }
        return slot.value;
    }

    synchronized long stamp(K key) {
        return stamps[stripe(key)];
    }

    /// Adds what was loaded since the stamp was taken, unless the writer has changed anything in
    /// its stripe since.
    void offer(K key, V loaded, long stamp) {
        offer(key, loaded, stamp, true);
    }

    /// @param used whether someone waits for it
    synchronized void offer(K key, V loaded, long stamp, boolean used) {
        if (stamps[stripe(key)] == stamp) {
            put(key, loaded, used);
        }
    }

    /// Whether a further entry would evict another.
    synchronized boolean isFull() {
        return queue.size() >= most;
    }

    /// How many uses there were so far.
    long uses() {
        return uses;
    }

    /// The entries that were used later than a count of [#uses], the one used last first. What is
    /// used meanwhile may be among them or not.
    List<Used<K, V>> usedSince(long count) {
        List<Used<K, V>> used = new ArrayList<>();
        for (Slot<K, V> slot : slots.values()) {
            V value = slot.value;
            if (value != null && slot.usedAt > count) {
                used.add(new Used<>(slot.key, value, slot.usedAt));
            }
        }
        used.sort(Comparator.comparingLong((Used<K, V> u) -> u.at()).reversed());
        return used;
    }

    synchronized void publish(Map<K, V> committed) {
        for (Map.Entry<K, V> entry : committed.entrySet()) {
            stamps[stripe(entry.getKey())]++;
            put(entry.getKey(), entry.getValue(), true);
        }
    }

    /// Forgets what a commit has changed.
    synchronized void drop(Iterable<K> changed) {
        for (K key : changed) {
            stamps[stripe(key)]++;
            Slot<K, V> slot = slots.get(key);
            if (slot != null) {
                set(slot, null);
            }
        }
    }

    synchronized void clear() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stamps[stripe]++;
        }
        slots.values().forEach(slot -> set(slot, null));
        slots.clear();
        queue.clear();
    }

    private void put(K key, V value, boolean used) {
        Slot<K, V> slot = slots.get(key);
        if (slot == null) {
            makeRoom();
            slot = new Slot<>(key, value);
            slots.put(key, slot);
            queue.add(slot);
        } else {
            set(slot, value);
        }
        if (used) {
            long count = uses + 1;
            uses = count;
            slot.usedAt = count;
        }
    }

    /// Readers may mark faster than this passes by: each slot is spared once at most.
    private void makeRoom() {
        int spared = 0;
        while (queue.size() >= most) {
            Slot<K, V> next = queue.remove();
            if (next.isMarked && spared < most) {
                next.isMarked = false;
                queue.add(next);
                spared++;
            } else {
                slots.remove(next.key);
                set(next, null);
            }
        }
    }

    private void set(Slot<K, V> slot, @Nullable V value) {
        V before = slot.value;
        slot.value = value;
        if (before != null) {
            leaving.accept(before);
        }
    }

    private static int stripe(Object key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
