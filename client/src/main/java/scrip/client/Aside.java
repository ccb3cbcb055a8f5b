package scrip.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where lies what cannot be delivered, for somebody to look at: reports that the server refused,
/// and bytes that are damaged. Nothing of it is ever deleted by itself.
final class Aside {

    private static final String REFUSED = "refused.jsonl";
    private static final String AGAIN = "refused-again.jsonl";
    private static final String DAMAGED = ".damaged";

    private final Path folder;
    private final ClientMetrics metrics;
    private long refused;
    private long damaged;

    Aside(Path folder, ClientMetrics metrics) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.metrics = metrics;
        this.refused = lines(REFUSED).size() + (long) lines(AGAIN).size();
        try (Stream<Path> files = Files.list(folder)) {
            this.damaged = files.filter(f -> f.toString().endsWith(DAMAGED)).count();
        }
    }

    /// How many reports the server refused.
    synchronized long refused() {
        return refused;
    }

    /// How many stretches of bytes were damaged.
    synchronized long damaged() {
        return damaged;
    }

    /// Sets bytes aside; once only, however often they are met.
    synchronized void damaged(long segment, long offset, byte[] bytes) throws IOException {
        Path file = folder.resolve(segment + "-" + offset + DAMAGED);
        try {
            write(file, bytes, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException known) {
            return;
        }
        damaged++;
        metrics.damaged(bytes.length);
    }

    /// Sets a refused report aside. When this returns, it is on disk.
    synchronized void refused(String body, Problem problem, Instant now) throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("refused_at", now.toString());
        line.put("code", problem.code());
        line.put("detail", problem.detail());
        line.put("use", body);
        write(
                folder.resolve(REFUSED),
                (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        refused++;
        metrics.refused(problem.code());
    }

    /// Hands out every refused report, to be delivered again; those handed out are no longer there
    /// when all were taken.
    synchronized int again(Taking taking) throws IOException {
        Path moved = folder.resolve(AGAIN);
        if (!Files.exists(moved) && Files.exists(folder.resolve(REFUSED))) {
            Files.move(folder.resolve(REFUSED), moved, StandardCopyOption.ATOMIC_MOVE);
        }
        List<String> bodies = new ArrayList<>();
        for (String line : lines(AGAIN)) {
            try {
                bodies.add(Json.object(line).text("use", ""));
            } catch (Json.Malformed torn) {
                // Its report is still in the spool: it is set aside again.
            }
        }
        for (String body : bodies) {
            taking.take(body);
        }
        Files.deleteIfExists(moved);
        refused = lines(REFUSED).size();
        return bodies.size();
    }

    /// Takes a report.
    interface Taking {
        void take(String body) throws IOException;
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }

    private static void write(Path file, byte[] bytes, StandardOpenOption... how)
            throws IOException {
        StandardOpenOption[] all = Arrays.copyOf(how, how.length + 1);
        all[how.length] = StandardOpenOption.WRITE;
        try (FileChannel out = FileChannel.open(file, all)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }
}
