package scrip.server.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import scrip.server.setting.Setting;

/// What the embedded PostgreSQL may use of its machine. It is given at each start, so that a data
/// folder may move to another machine, and nothing in `postgresql.conf` has to be changed.
///
/// @param settings by their names in PostgreSQL
public record ClusterSizes(Map<String, String> settings) {

    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    private static final Setting BUFFERS = Setting.SCRIP_POSTGRES_BUFFERS;
    private static final Setting LOG = Setting.SCRIP_POSTGRES_LOG;

    /// Why the settings of sizes change nothing; see [#inVain].
    public static final String WHY_IN_VAIN =
            "SCRIP_DATABASE_URL names your own PostgreSQL, which has settings of its own";

    /// The memory of a small machine.
    static final long SMALL = 2 * GIGABYTE;

    /// Of this machine, or of the container that limits it, unless settings name them.
    ///
    /// @throws DatabaseFault if it cannot have them
    static ClusterSizes of(Map<String, String> settings) {
        return of(settings, memory());
    }

    /// For the memory of this machine.
    static ClusterSizes ofMachine() {
        return ofMemory(memory());
    }

    /// @param memory in bytes
    static ClusterSizes ofMemory(long memory) {
        return of(Map.of(), memory);
    }

    private static long memory() {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return machine.getTotalMemorySize();
    }

    /// An eighth of the memory for buffers, since the server itself needs memory too, and log files
    /// that a checkpoint of those buffers fits into.
    ///
    /// @param memory in bytes
    static ClusterSizes of(Map<String, String> given, long memory) {
        OptionalLong wanted = bytes(given, BUFFERS);
        long most = memory / 4 * 3;
        if (wanted.orElse(0) > most) {
            throw new DatabaseFault(
                    "%s must leave the server a quarter of the memory: it can be up to %d here, not '%s'"
                            .formatted(BUFFERS, most / MEGABYTE, given.get(BUFFERS.name())));
        }
        long buffers = wanted.orElse(Math.clamp(memory / 8, 128 * MEGABYTE, 8 * GIGABYTE));
        long log = bytes(given, LOG).orElse(Math.clamp(4 * buffers, 2 * GIGABYTE, 8 * GIGABYTE));
        Map<String, String> settings = new TreeMap<>();
        settings.put("shared_buffers", megabytes(buffers));
        settings.put("effective_cache_size", megabytes(Math.max(buffers, memory / 2)));
        settings.put(
                "maintenance_work_mem",
                megabytes(Math.clamp(memory / 32, 64 * MEGABYTE, GIGABYTE)));
        settings.put("min_wal_size", megabytes(Math.min(log, 256 * MEGABYTE)));
        settings.put("max_wal_size", megabytes(log));
        return new ClusterSizes(settings);
    }

    private static OptionalLong bytes(Map<String, String> given, Setting setting) {
        String value = given.get(setting.name());
        if (value == null || value.isBlank()) {
            return OptionalLong.empty();
        }
        Optional<String> fault = setting.fault(value);
        if (fault.isPresent()) {
            throw new DatabaseFault(fault.get());
        }
        return OptionalLong.of(Long.parseLong(value) * MEGABYTE);
    }

    /// The settings of sizes that are set though the PostgreSQL is somebody else's.
    public static Stream<Setting> inVain(Map<String, String> settings) {
        return DatabaseLocation.isExternal(settings)
                ? Stream.of(BUFFERS, LOG).filter(one -> settings.containsKey(one.name()))
                : Stream.empty();
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + "MB";
    }
}
