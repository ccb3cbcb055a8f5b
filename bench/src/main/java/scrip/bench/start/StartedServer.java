package scrip.bench.start;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program as a process of its own, which has answered that it is ready.
final class StartedServer implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int ANSWER_MILLIS_MAX = 2_000;
    private static final int STOP_SECONDS_MAX = 60;
    private static final double TICKS_A_SECOND = 100;

    /// Places in `/proc/PID/stat`, after the name of the program.
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private final Process process;
    private final Path log;
    private final double seconds;
    private final double processorSeconds;

    private StartedServer(Process process, Path log, double seconds) throws IOException {
        this.process = process;
        this.log = log;
        this.seconds = seconds;
        this.processorSeconds = processor(process.pid());
    }

    /// Starts it, and returns with its first answer that it is ready.
    ///
    /// @param log where its output goes
    static StartedServer start(Way way, Path data, Path log)
            throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = way.process();
        builder.environment().put("SCRIP_DATA", data.toString());
        builder.environment().put("SCRIP_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long begun = System.nanoTime();
        Process process = builder.start();
        boolean ready = false;
        try {
            while (!isReady(port)) {
                if (process.waitFor(POLL)) {
                    throw new IOException("it ended: " + Files.readString(log));
                }
                if (System.nanoTime() - begun > READY_MAX.toNanos()) {
                    throw new IOException("it is not ready: " + Files.readString(log));
                }
            }
            ready = true;
            return new StartedServer(process, log, (System.nanoTime() - begun) / 1e9);
        } finally {
            if (!ready) {
                process.destroy();
            }
        }
    }

    /// From the start of the process to that answer.
    double seconds() {
        return seconds;
    }

    /// Processor time of Java until it was ready.
    double processorSeconds() {
        return processorSeconds;
    }

    Steps steps() throws IOException {
        return Steps.of(Files.readString(log));
    }

    /// A line of the kernel's sum over the memory of the process, such as `Rss` or `Pss`, in
    /// megabytes.
    double megabytes(String name) throws IOException {
        Path sums = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(sums)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1_024.0;
        }
    }

    /// Stops it, with its PostgreSQL.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("it does not stop: see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static boolean isReady(int port) {
        try {
            URI address = URI.create("http://127.0.0.1:" + port + "/health/readiness");
            HttpURLConnection asked = (HttpURLConnection) address.toURL().openConnection();
            asked.setConnectTimeout(ANSWER_MILLIS_MAX);
            asked.setReadTimeout(ANSWER_MILLIS_MAX);
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    private static double processor(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        List<String> stat = List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        return (Long.parseLong(stat.get(USER)) + Long.parseLong(stat.get(SYSTEM))) / TICKS_A_SECOND;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
