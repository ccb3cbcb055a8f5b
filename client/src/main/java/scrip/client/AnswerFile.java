package scrip.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Keeps answers, the keys that verify them, and the latest time that was seen, in a file, so that
/// a product that starts while the server is away knows them. Everything in it is verified again
/// when it is read; one that is broken or missing is as none.
final class AnswerFile implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;

    /// How many times as long as a writing took nothing is written again: thousands of answers that
    /// are asked for again and again take a twentieth of a thread, not all of it.
    private static final long REST = 20;

    private static final long SEEN_MILLIS = 30_000;
    private static final long CLOSE_MILLIS_MAX = 2_000;
    private static final long BYTES_MAX = 200_000_000;

    private final Path file;
    private final Answers answers;
    private final PublishedKeys keys;
    private final SteadyClock clock;
    private final Thread thread;
    private long writtenAt;
    private volatile boolean closed;

    AnswerFile(Path file, Answers answers, PublishedKeys keys, SteadyClock clock) {
        this.file = file;
        this.answers = answers;
        this.keys = keys;
        this.clock = clock;
        read();
        this.thread = new Thread(this::run, "scrip-answers");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        JsonObject kept;
        try {
            if (!Files.exists(file) || Files.size(file) > BYTES_MAX) {
                return;
            }
            kept = Json.object(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | Json.Malformed unreadable) {
            return;
        }
        clock.sawMillis(kept.whole("seen", 0));
        JsonObject published = kept.objectOrNull("published");
        if (published != null) {
            keys.take(published);
        }
        for (JsonObject one : kept.objects("answers")) {
            Surface surface = surface(one.text("surface", ""));
            Long years = one.wholeOrNull("storage_years");
            if (surface != null) {
                answers.keep(
                        new Question(
                                one.text("organization", ""),
                                one.text("feature", ""),
                                surface,
                                one.textOrNull("within"),
                                years == null ? null : years.intValue()),
                        one.text("jws", ""),
                        false);
            }
        }
        answers.hasChanged();
    }

    private static @Nullable Surface surface(String name) {
        for (Surface surface : Surface.values()) {
            if (surface.name().equals(name)) {
                return surface;
            }
        }
        return null;
    }

    private void run() {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                long begun = System.nanoTime();
                turn();
                TimeUnit.NANOSECONDS.sleep((System.nanoTime() - begun) * REST);
            }
        } catch (InterruptedException ended) {
            // It is being closed.
        }
    }

    private void turn() {
        boolean old = clock.millis() - writtenAt > SEEN_MILLIS && !answers.all().isEmpty();
        if (answers.hasChanged() || old) {
            try {
                write();
            } catch (IOException full) {
                // What was written before is still there, and is as good; it is tried again.
                answers.markChanged();
            }
        }
    }

    private synchronized void write() throws IOException {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("seen", clock.millis());
        all.put("published", keys.text().fields());
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        answers.all().forEach((question, kept) -> each.add(fields(question, kept)));
        all.put("answers", each);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel out =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer left = StandardCharsets.UTF_8.encode(Json.text(all));
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        writtenAt = clock.millis();
    }

    private static Map<String, @Nullable Object> fields(Question question, Answers.Kept kept) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("organization", question.organization());
        one.put("feature", question.feature());
        one.put("surface", question.surface().name());
        one.put("within", question.within());
        one.put("storage_years", question.storageYears());
        one.put("jws", kept.jws());
        return one;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
            write();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException full) {
            // What was written before is still there.
        }
    }
}
