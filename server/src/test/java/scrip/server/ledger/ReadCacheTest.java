package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a reader loaded never replaces what was committed after it, and what is read stays.
class ReadCacheTest {

    private static final String KEY = "first";
    private static final String OTHER = "second";

    @Test
    void aReaderCachesWhatItLoadedIfNothingWasCommittedMeanwhile() {
        ReadCache<String, Long> cache = new ReadCache<>(10);
        long stamp = cache.stamp(KEY);
        cache.offer(KEY, 1L, stamp);
        assertEquals(1L, cache.get(KEY));
    }

    @Test
    void aReaderDoesNotOverwriteWhatWasCommittedWhileItLoaded() {
        ReadCache<String, Long> cache = new ReadCache<>(10);
        long stamp = cache.stamp(KEY);
        cache.publish(Map.of(KEY, 2L));
        cache.offer(KEY, 1L, stamp);
        assertEquals(2L, cache.get(KEY));
    }

    /// The commit was published and evicted again: only the stamp shows it.
    @Test
    void aReaderDoesNotCacheAfterACommitThatWasEvicted() {
        ReadCache<String, Long> cache = new ReadCache<>(1);
        long stamp = cache.stamp(KEY);
        cache.publish(Map.of(KEY, 2L));
        cache.publish(Map.of(OTHER, 1L));
        assertNull(cache.get(KEY));
        cache.offer(KEY, 1L, stamp);
        assertNull(cache.get(KEY));
    }

    @Test
    void whatWasUsedComesInTheOrderOfItsLastUse() {
        ReadCache<String, Long> cache = new ReadCache<>(10);
        cache.publish(Map.of("a", 1L));
        cache.offer("b", 1L, cache.stamp("b"));
        cache.offer("expected", 1L, cache.stamp("expected"), false);
        cache.publish(Map.of("c", 1L));
        cache.publish(Map.of("a", 2L));
        assertEquals(List.of("a", "c", "b"), keys(cache.usedSince(0)));
        long count = cache.uses();
        cache.publish(Map.of("expected", 2L));
        cache.publish(Map.of("b", 2L));
        assertEquals(List.of("b", "expected"), keys(cache.usedSince(count)));
        cache.drop(List.of("b"));
        assertEquals(List.of("expected"), keys(cache.usedSince(count)));
        assertFalse(cache.isFull());
    }

    private static List<String> keys(List<ReadCache.Used<String, Long>> used) {
        return used.stream().map(ReadCache.Used::key).toList();
    }

    /// After a failed batch it is unknown what was committed.
    @Test
    void aReaderDoesNotCacheAfterEverythingWasEvicted() {
        ReadCache<String, Long> cache = new ReadCache<>(10);
        long stamp = cache.stamp(KEY);
        cache.clear();
        cache.offer(KEY, 1L, stamp);
        assertNull(cache.get(KEY));
    }

    @Test
    void aReaderDoesNotCacheWhatWasDroppedWhileItLoaded() {
        ReadCache<String, Long> cache = new ReadCache<>(10);
        cache.offer(KEY, 1L, cache.stamp(KEY));
        long stamp = cache.stamp(KEY);
        cache.drop(List.of(KEY));
        assertNull(cache.get(KEY));
        cache.offer(KEY, 1L, stamp);
        assertNull(cache.get(KEY));
        cache.offer(KEY, 2L, cache.stamp(KEY));
        assertEquals(2L, cache.get(KEY));
    }

    @Test
    void whatIsReadSurvivesWhatIsLoadedOnce() {
        int most = 100;
        ReadCache<String, Long> cache = new ReadCache<>(most);
        for (long read = 0; read < most / 2; read++) {
            cache.offer("read " + read, read, cache.stamp("read " + read));
        }
        for (long once = 0; once < 10_000; once++) {
            cache.offer("once " + once, once, cache.stamp("once " + once));
            if (once % 10 == 0) {
                for (long read = 0; read < most / 2; read++) {
                    assertEquals(read, cache.get("read " + read));
                }
            }
        }
    }

    @Test
    void whatComesLastIsKeptEvenIfAllElseIsRead() {
        int most = 10;
        ReadCache<String, Long> cache = new ReadCache<>(most);
        for (long key = 0; key < 100; key++) {
            cache.publish(Map.of("key " + key, key));
            for (long one = 0; one <= key; one++) {
                Long found = cache.get("key " + one);
                if (found != null || one == key) {
                    assertEquals(one, found);
                }
            }
        }
        long kept = 0;
        for (long key = 0; key < 100; key++) {
            kept += cache.get("key " + key) == null ? 0 : 1;
        }
        assertEquals(most, kept);
    }

    /// Readers load what was committed last and offer it, while one thread commits, publishes and
    /// evicts. Once a commit was published, nobody finds what was there before it.
    @Test
    void whileReadersLoadNobodyFindsWhatACommitHasReplaced()
            throws InterruptedException, ExecutionException {
        int commits = 20_000;
        ReadCache<String, Long> cache = new ReadCache<>(1);
        AtomicLong stored = new AtomicLong();
        AtomicLong published = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> readers =
                    List.of(
                            threads.submit(() -> keepReading(cache, stored, published, done)),
                            threads.submit(() -> keepReading(cache, stored, published, done)));
            try {
                for (long commit = 1; commit <= commits; commit++) {
                    stored.set(commit);
                    cache.publish(Map.of(KEY, commit));
                    published.set(commit);
                    cache.publish(Map.of(OTHER, commit));
                    Long found = cache.get(KEY);
                    assertTrue(found == null || found == commit, "found " + found);
                }
            } finally {
                done.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    private static void keepReading(
            ReadCache<String, Long> cache,
            AtomicLong stored,
            AtomicLong published,
            AtomicBoolean done) {
        while (!done.get()) {
            long known = published.get();
            Long found = cache.get(KEY);
            if (found == null) {
                long stamp = cache.stamp(KEY);
                long loaded = stored.get();
                Thread.onSpinWait();
                cache.offer(KEY, loaded, stamp);
            } else {
                assertTrue(found >= known, "found " + found + " after " + known);
            }
        }
    }
}
