package scrip.server.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/// What the embedded PostgreSQL may use of its machine. It is written to `postgresql.conf` once,
/// when the cluster is made: an operator may change it there.
///
/// @param settings by their names in PostgreSQL
record ClusterSizes(Map<String, String> settings) {

    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    /// The memory of a small machine.
    static final long SMALL = 2 * GIGABYTE;

    /// For the memory of this machine, or of the container that limits it.
    static ClusterSizes ofMachine() {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return ofMemory(machine.getTotalMemorySize());
    }

    /// An eighth of the memory for buffers, since the server itself needs memory too, and log files
    /// that a checkpoint of those buffers fits into.
    ///
    /// @param memory in bytes
    static ClusterSizes ofMemory(long memory) {
        long buffers = Math.clamp(memory / 8, 128 * MEGABYTE, 8 * GIGABYTE);
        Map<String, String> settings = new TreeMap<>();
        settings.put("shared_buffers", megabytes(buffers));
        settings.put("effective_cache_size", megabytes(Math.max(buffers, memory / 2)));
        settings.put("work_mem", "16MB");
        settings.put(
                "maintenance_work_mem",
                megabytes(Math.clamp(memory / 32, 64 * MEGABYTE, GIGABYTE)));
        settings.put("min_wal_size", "256MB");
        settings.put(
                "max_wal_size", megabytes(Math.clamp(4 * buffers, 2 * GIGABYTE, 8 * GIGABYTE)));
        // Filling a new log file with zeros holds up commits for up to a tenth of a second.
        settings.put("wal_init_zero", "off");
        settings.put("checkpoint_timeout", "15min");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        return new ClusterSizes(settings);
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + "MB";
    }
}
