package scrip.server.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The first process of a running PostgreSQL: our child, or one that outlived the program that
/// started it.
record Postmaster(ProcessHandle process, @Nullable Process child, Path cluster, int port) {
    private static final long POLL_MILLIS = 25;
    private static final Duration FAST_STOP_MAX = Duration.ofSeconds(30);
    private static final Duration HARD_STOP_MAX = Duration.ofSeconds(10);

    /// The content of `postmaster.pid`, in the order of its lines.
    private record PidFile(long pid, String cluster, int port, String status) {
        static Optional<PidFile> read(Path cluster) {
            try {
                List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
                if (lines.size() < 8) {
                    return Optional.empty();
                }
                return Optional.of(
                        new PidFile(
                                Long.parseLong(lines.get(0).strip()),
                                lines.get(1).strip(),
                                Integer.parseInt(lines.get(3).strip()),
                                lines.get(7).strip()));
            } catch (IOException | NumberFormatException _) {
                return Optional.empty();
            }
        }
    }

    /// Finds the postmaster running in this folder.
    static Optional<Postmaster> find(Path cluster) {
        return pidIn(cluster)
                .flatMap(ProcessHandle::of)
                .filter(process -> isLive(process.pid()))
                .filter(process -> isPostmasterOf(process.pid(), cluster))
                .map(process -> new Postmaster(process, null, cluster, portIn(cluster)));
    }

    /// Deletes a stale `postmaster.pid` if its process id now belongs to another program or to a
    /// zombie: PostgreSQL would refuse to start for ever. Otherwise the file stays for PostgreSQL,
    /// which also uses it to check for surviving backends.
    static void forgetDead(Path cluster) throws IOException {
        Optional<ProcessHandle> process = pidIn(cluster).flatMap(ProcessHandle::of);
        if (process.isPresent() && find(cluster).isEmpty()) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    boolean isReady() {
        return PidFile.read(cluster)
                .filter(file -> file.pid() == process.pid())
                .filter(file -> file.status().equals("ready"))
                .isPresent();
    }

    boolean isLive() {
        return child != null ? child.isAlive() : process.isAlive() && isLive(process.pid());
    }

    /// Returns when the process has ended, for whatever reason.
    void awaitEnd() throws InterruptedException {
        if (child != null) {
            child.waitFor();
            return;
        }
        while (isLive()) {
            awaitSome(process);
        }
    }

    /// Waits for the end of a process that is not our child, but not for long: one that nobody
    /// reaps has ended too, and only looking again shows it.
    private static void awaitSome(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().completeOnTimeout(process, POLL_MILLIS, MILLISECONDS).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Requests a fast shutdown, which rolls back open transactions; after a while, kills it.
    void stop() throws InterruptedException {
        if (stops("INT", FAST_STOP_MAX) || stops("QUIT", HARD_STOP_MAX)) {
            return;
        }
        process.destroyForcibly();
        endsWithin(HARD_STOP_MAX);
    }

    /// Stops it without the checkpoint of a proper shutdown, for a folder that is deleted next.
    void abandon() throws InterruptedException {
        if (!stops("QUIT", HARD_STOP_MAX)) {
            process.destroyForcibly();
            endsWithin(HARD_STOP_MAX);
        }
    }

    /// Waits until the backends of a killed postmaster have ended, which takes a moment; no new
    /// postmaster can start before. This sees only processes visible to this user; PostgreSQL
    /// itself checks again.
    static void awaitOrphans(Path cluster, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        List<ProcessHandle> orphans = processesIn(cluster);
        while (!orphans.isEmpty() && System.nanoTime() < until) {
            awaitSome(orphans.getFirst());
            orphans = processesIn(cluster);
        }
        orphans.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean stops(String signal, Duration most) throws InterruptedException {
        if (!isLive()) {
            return true;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " \"$0\"", "" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return false;
        }
        return endsWithin(most);
    }

    private boolean endsWithin(Duration most) throws InterruptedException {
        if (child != null) {
            return child.waitFor(most);
        }
        long until = System.nanoTime() + most.toNanos();
        while (isLive() && System.nanoTime() < until) {
            awaitSome(process);
        }
        return !isLive();
    }

    private static int portIn(Path cluster) {
        return PidFile.read(cluster).map(PidFile::port).orElse(0);
    }

    private static Optional<Long> pidIn(Path cluster) {
        try (Stream<String> lines = Files.lines(cluster.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Counts a zombie as ended: in a container, process 1 often reaps no children.
    static boolean isLive(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            char state = text.charAt(text.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isPostmasterOf(long pid, Path cluster) {
        List<String> words = commandOf(pid);
        return !words.isEmpty()
                && words.getFirst().endsWith("postgres")
                && words.contains(cluster.toString());
    }

    private static List<String> commandOf(long pid) {
        try {
            byte[] text = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
            return Arrays.asList(new String(text, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException _) {
            ProcessHandle.Info info = ProcessHandle.of(pid).map(ProcessHandle::info).orElse(null);
            if (info == null) {
                return List.of();
            }
            List<String> words = new ArrayList<>();
            info.command().ifPresent(words::add);
            info.arguments().map(Arrays::asList).ifPresent(words::addAll);
            return words;
        }
    }

    private static List<ProcessHandle> processesIn(Path cluster) {
        return ProcessHandle.allProcesses()
                .filter(process -> cluster.equals(workingFolder(process.pid())))
                .filter(process -> isLive(process.pid()))
                .toList();
    }

    private static @Nullable Path workingFolder(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"));
        } catch (IOException | UnsupportedOperationException _) {
            return null;
        }
    }
}
