package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The embedded PostgreSQL takes what its machine can give.
class ClusterSizesTest {

    private static final long GIGABYTE = 1L << 30;

    private static List<String> sizes(long memory) {
        ClusterSizes sizes = ClusterSizes.ofMemory(memory);
        return List.of("shared_buffers", "effective_cache_size", "max_wal_size").stream()
                .map(sizes.settings()::get)
                .toList();
    }

    @Test
    void buffersGrowWithTheMachineBetweenLimits() {
        assertEquals(List.of("128MB", "256MB", "2048MB"), sizes(GIGABYTE / 2));
        assertEquals(List.of("256MB", "1024MB", "2048MB"), sizes(ClusterSizes.SMALL));
        assertEquals(List.of("2048MB", "8192MB", "8192MB"), sizes(16 * GIGABYTE));
        assertEquals(List.of("8192MB", "131072MB", "8192MB"), sizes(256 * GIGABYTE));
    }

    @Test
    void theMachineIsMeasured() {
        assertTrue(ClusterSizes.ofMachine().settings().containsKey("shared_buffers"));
    }
}
