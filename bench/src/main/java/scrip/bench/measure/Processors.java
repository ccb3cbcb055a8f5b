package scrip.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Processor time used until now, in nanoseconds.
///
/// @param jvm by this process
/// @param ended by processes that this one started and that have ended; 0 where `/proc` is missing
/// @param postgres by PostgreSQL, with all its backends and helpers
/// @param machine by all processes; null where `/proc` is missing
record Processors(long at, long jvm, long ended, long postgres, @Nullable Long machine) {

    private static final OperatingSystemMXBean JVM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final Path PROC = Path.of("/proc");

    /// The kernel counts processor time in hundredths of a second.
    private static final long TICK_NANOS = 10_000_000;

    /// Places in `/proc/PID/stat`, after the name of the program.
    private static final int USER = 11;

    private static final int ENDED_USER = 13;

    static Processors now(long postmaster) throws IOException {
        return new Processors(
                System.nanoTime(),
                JVM.getProcessCpuTime(),
                endedNow(),
                postgresNow(postmaster),
                machineNow());
    }

    /// What the machine has in that time.
    static double capacity(long nanos) throws IOException {
        return (double) nanos * count();
    }

    /// The processors of the machine, also those that this process may not use.
    static int count() throws IOException {
        if (!Files.isReadable(PROC.resolve("stat"))) {
            return Runtime.getRuntime().availableProcessors();
        }
        try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
            return (int) lines.filter(l -> l.matches("cpu[0-9].*")).count();
        }
    }

    private static long endedNow() throws IOException {
        String self = Long.toString(ProcessHandle.current().pid());
        return isLinux() ? ticks(stat(self), ENDED_USER) : 0;
    }

    /// Backends that have ended are in what the postmaster waited for.
    private static long postgresNow(long postmaster) throws IOException {
        ProcessHandle first = ProcessHandle.of(postmaster).orElseThrow();
        long sum = used(first);
        for (ProcessHandle child : first.children().toList()) {
            sum += used(child);
        }
        return isLinux() ? sum + ticks(stat(Long.toString(postmaster)), ENDED_USER) : sum;
    }

    private static long used(ProcessHandle process) {
        if (!isLinux()) {
            return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        }
        try {
            return ticks(stat(Long.toString(process.pid())), USER);
        } catch (IOException _) {
            // It ended just now.
            return 0;
        }
    }

    private static @Nullable Long machineNow() throws IOException {
        if (!isLinux()) {
            return null;
        }
        try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
            List<String> words = List.of(lines.findFirst().orElseThrow().strip().split("\\s+"));
            // user, nice, system, then idle and waiting, then interrupts, and what the host took.
            long busy = 0;
            for (int place : new int[] {1, 2, 3, 6, 7, 8}) {
                busy += Long.parseLong(words.get(place));
            }
            return busy * TICK_NANOS;
        }
    }

    private static boolean isLinux() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    private static List<String> stat(String process) throws IOException {
        String text =
                Files.readString(PROC.resolve(process + "/stat"), StandardCharsets.ISO_8859_1);
        return List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    }

    /// Of a process in user mode and in the kernel.
    private static long ticks(List<String> stat, int user) {
        return (Long.parseLong(stat.get(user)) + Long.parseLong(stat.get(user + 1))) * TICK_NANOS;
    }
}
