package scrip.bench.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/// The machine a run was made on, without anything that names it.
///
/// @param memoryGb of the machine
/// @param fileSystem of the folder with the database
/// @param fsyncMs median time to make one page durable there
public record Machine(
        int processors,
        String processor,
        long memoryGb,
        String system,
        String fileSystem,
        double fsyncMs,
        String java) {

    private static final int PAGE_BYTES = 8_192;
    private static final int SYNCS = 101;
    private static final double KB_IN_GB = 1 << 20;

    /// Describes this machine.
    ///
    /// @param folder on the disk that is measured
    public static Machine of(Path folder) throws IOException {
        return new Machine(
                Processors.count(),
                valueIn("/proc/cpuinfo", "model name"),
                Math.round(number(valueIn("/proc/meminfo", "MemTotal")) / KB_IN_GB),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Files.getFileStore(folder).type(),
                fsync(folder),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static double fsync(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", "");
        long[] nanos = new long[SYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long begun = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE_BYTES), 0);
                channel.force(false);
                nanos[i] = System.nanoTime() - begun;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return Math.round(nanos[SYNCS / 2] / 1e3) / 1e3;
    }

    /// The first value of a name in a file of the kernel; empty where there is none.
    private static String valueIn(String file, String name) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return "";
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(l -> l.startsWith(name))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .orElse("");
        }
    }

    private static double number(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }
}
