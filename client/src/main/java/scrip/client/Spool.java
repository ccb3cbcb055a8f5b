package scrip.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reports on disk, in the order in which they came, until they are booked (X2).
final class Spool implements AutoCloseable {

    private final Segments segments;
    private final FileChannel lock;
    private final Aside aside;
    private final SpoolPosition position;
    private final SpoolWriter writer;
    private final SpoolReader reader;
    private long queued;
    private long delivered;
    private @Nullable Instant oldest;
    private @Nullable String lastError;

    /// @throws IOException if the folder cannot be used, or another client uses it
    Spool(Path folder, long bytesMax, ClientMetrics metrics, SpoolWriter.Disk disk)
            throws IOException {
        this.segments = new Segments(folder.resolve("spool"));
        this.lock = locked(folder.resolve("lock"));
        this.aside = new Aside(folder.resolve("aside"), metrics);
        this.position = new SpoolPosition(folder.resolve("position"));
        SpoolWriter.Mark from = position.mark();
        List<Long> numbers = segments.numbers();
        long bytes = 0;
        for (long number : numbers) {
            if (number >= from.segment()) {
                bytes += look(number, number == from.segment() ? from.offset() : 0);
            }
        }
        long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        this.writer =
                new SpoolWriter(segments, Math.max(last, from.segment()), bytes, bytesMax, disk);
        this.reader = new SpoolReader(segments, writer, aside, from);
        clean(from);
    }

    /// What a report becomes on disk at most.
    static String checked(String body, String key) {
        if (body.getBytes(StandardCharsets.UTF_8).length > Frame.BODY_BYTES_MAX) {
            throw new SpoolException("the report is too long", key, null);
        }
        return body;
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = channel.tryLock();
            if (taken != null) {
                return channel;
            }
        } catch (OverlappingFileLockException here) {
            // Answered as if another process had it.
        }
        channel.close();
        throw new IOException("another client uses " + file.getParent());
    }

    /// Counts what lies in a segment; its length.
    private long look(long number, long from) throws IOException {
        byte[] data = segments.bytes(number, from, Long.MAX_VALUE);
        int at = 0;
        while (at < data.length) {
            if (Frame.at(data, at) == Frame.Found.WHOLE) {
                queued++;
                if (oldest == null) {
                    oldest = Instant.ofEpochMilli(Frame.reportedAt(data, at));
                }
                at += Frame.length(data, at);
            } else {
                at = Frame.next(data, at + 1);
            }
        }
        return from + data.length;
    }

    /// Adds a report; it is on disk when this returns.
    void add(String body, Instant now) throws IOException {
        byte[] frame = Frame.of(now.toEpochMilli(), body);
        writer.append(frame, () -> added(now));
    }

    private synchronized void added(Instant now) {
        if (queued == 0) {
            oldest = now;
        }
        queued++;
    }

    /// The next reports to be delivered; the same again after `back`.
    List<SpoolReader.Spooled> next(int most, long bytesMost) throws IOException {
        List<SpoolReader.Spooled> all = reader.next(most, bytesMost);
        if (!all.isEmpty()) {
            synchronized (this) {
                oldest = Instant.ofEpochMilli(all.get(0).reportedAt());
            }
        }
        return all;
    }

    /// What was read and is not done is read again.
    void back() {
        reader.back(position.mark());
    }

    /// Reports are done: booked, or set aside.
    ///
    /// @param booked how many of them were booked
    void done(List<SpoolReader.Spooled> some, int booked) throws IOException {
        SpoolWriter.Mark before = position.mark();
        SpoolWriter.Mark reached = some.get(some.size() - 1).end();
        position.write(reached);
        synchronized (this) {
            queued -= some.size();
            delivered += booked;
            if (queued == 0) {
                oldest = null;
            }
        }
        if (reached.segment() != before.segment()) {
            clean(reached);
        }
    }

    /// Deletes segments that were delivered.
    private void clean(SpoolWriter.Mark reached) throws IOException {
        for (long number : segments.numbers()) {
            if (number < reached.segment()) {
                long length = segments.file(number).toFile().length();
                segments.delete(number);
                writer.gone(number, length);
            }
        }
    }

    Aside aside() {
        return aside;
    }

    synchronized void failed(@Nullable String why) {
        lastError = why;
    }

    synchronized SpoolState state() {
        return new SpoolState(
                Math.max(0, queued),
                Optional.ofNullable(oldest),
                delivered,
                aside.refused(),
                aside.damaged(),
                Optional.ofNullable(lastError));
    }

    /// How often something has happened here.
    long turns() {
        return writer.turns();
    }

    /// Waits until something more has happened.
    void await(long since, long millis) throws InterruptedException {
        writer.await(since, millis);
    }

    void wake() {
        writer.wake();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        position.close();
        lock.close();
    }
}
