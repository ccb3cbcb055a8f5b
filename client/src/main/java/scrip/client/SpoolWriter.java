package scrip.client;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Appends frames and returns when they are on disk. (Not by a channel, which a thread that is
/// interrupted would close for all.) Those that come at the same time share one write to the disk.
/// What was not written whole is cut off again; if the disk does not confirm what was written, it
/// is written once more elsewhere, since asking again would be told that all is well.
final class SpoolWriter implements AutoCloseable {

    static final long SEGMENT_BYTES = 8L * 1024 * 1024;

    private final Segments segments;
    private final Disk disk;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Ticket> unsynced = new ArrayDeque<>();
    private final Map<Long, Long> ends = new HashMap<>();
    private @Nullable RandomAccessFile file;
    private long number;
    private long end;
    private long syncedEnd;
    private long bytes;
    private boolean syncing;
    private boolean closed;
    private long turns;

    /// Makes the disk confirm what was written.
    interface Disk {
        void force(RandomAccessFile file) throws IOException;
    }

    /// A place behind a frame.
    record Mark(long segment, long offset) {}

    /// A frame that is not on disk yet.
    private static final class Ticket {

        private final byte[] frame;
        private boolean done;
        private @Nullable IOException failure;

        Ticket(byte[] frame) {
            this.frame = frame;
        }
    }

    /// @param last the number of the last segment there is
    /// @param bytes what all of them have
    SpoolWriter(Segments segments, long last, long bytes, long bytesMax, Disk disk) {
        this.segments = segments;
        this.number = last;
        this.bytes = bytes;
        this.bytesMax = bytesMax;
        this.disk = disk;
    }

    /// Appends a frame.
    ///
    /// @param onDisk run when it is there, in the order of the frames
    /// @throws IOException if it is not there, and will not be
    void append(byte[] frame, Runnable onDisk) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the client is closed");
            }
            if (bytes + frame.length > bytesMax) {
                throw new IOException("the spool has all the bytes that it may have: " + bytesMax);
            }
            RandomAccessFile open = file;
            if (open == null || end + frame.length > SEGMENT_BYTES) {
                open = opened();
            }
            write(open, frame);
            Ticket ticket = new Ticket(frame);
            unsynced.add(ticket);
            while (!ticket.done && ticket.failure == null) {
                if (syncing) {
                    changed.awaitUninterruptibly();
                } else {
                    sync();
                }
            }
            if (ticket.failure != null) {
                throw new IOException(ticket.failure.getMessage(), ticket.failure);
            }
            onDisk.run();
        } finally {
            lock.unlock();
        }
    }

    /// Begins a new segment, when all is on disk in the one before.
    private RandomAccessFile opened() throws IOException {
        while (syncing || !unsynced.isEmpty()) {
            if (syncing) {
                changed.awaitUninterruptibly();
            } else {
                sync();
            }
        }
        return next();
    }

    private RandomAccessFile next() throws IOException {
        RandomAccessFile before = file;
        if (before != null) {
            ends.put(number, syncedEnd);
            file = null;
            before.close();
        }
        number++;
        end = 0;
        syncedEnd = 0;
        Files.createFile(segments.file(number));
        segments.force();
        RandomAccessFile open = new RandomAccessFile(segments.file(number).toFile(), "rw");
        file = open;
        return open;
    }

    private void write(RandomAccessFile open, byte[] frame) throws IOException {
        try {
            open.seek(end);
            open.write(frame);
            end += frame.length;
            bytes += frame.length;
        } catch (IOException full) {
            cut(open, end);
            throw full;
        }
    }

    /// Cuts off what was not written whole. If that fails too, nothing more is appended there, and
    /// what was not confirmed yet is written elsewhere.
    private void cut(RandomAccessFile open, long at) {
        try {
            open.setLength(at);
        } catch (IOException stuck) {
            file = null;
            ends.put(number, syncedEnd);
        }
    }

    /// Has the disk confirm all that is written by now, without holding up who writes more.
    private void sync() {
        RandomAccessFile open = file;
        long upTo = end;
        List<Ticket> some = new ArrayList<>(unsynced);
        IOException failure = null;
        syncing = true;
        lock.unlock();
        try {
            if (open == null) {
                throw new IOException("its file could not be kept in order");
            }
            disk.force(open);
        } catch (IOException unconfirmed) {
            failure = unconfirmed;
        } finally {
            lock.lock();
            syncing = false;
        }
        if (failure == null) {
            syncedEnd = Math.max(syncedEnd, upTo);
            some.forEach(t -> t.done = true);
            unsynced.removeAll(some);
        } else {
            elsewhere(failure);
        }
        turns++;
        changed.signalAll();
    }

    /// Writes what was not confirmed into a new segment. What lies in the old one is cut off, and
    /// never read again.
    private void elsewhere(IOException failure) {
        List<Ticket> all = new ArrayList<>(unsynced);
        unsynced.clear();
        RandomAccessFile old = file;
        try {
            if (old != null) {
                cut(old, syncedEnd);
                bytes -= end - syncedEnd;
            }
            RandomAccessFile open = next();
            for (Ticket ticket : all) {
                write(open, ticket.frame);
            }
            disk.force(open);
            syncedEnd = end;
            all.forEach(t -> t.done = true);
        } catch (IOException again) {
            again.addSuppressed(failure);
            all.forEach(t -> t.failure = again);
            RandomAccessFile open = file;
            if (open != null) {
                cut(open, syncedEnd);
                end = syncedEnd;
            }
        }
    }

    /// Up to where a segment may be read: what is on disk.
    long readableEnd(long segment) {
        lock.lock();
        try {
            if (segment == number && file != null) {
                return syncedEnd;
            }
            return ends.getOrDefault(segment, Long.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    /// The number of the segment that is written last.
    long last() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    /// A segment has gone.
    void gone(long segment, long length) {
        lock.lock();
        try {
            ends.remove(segment);
            bytes -= length;
        } finally {
            lock.unlock();
        }
    }

    /// How often something has happened here.
    long turns() {
        lock.lock();
        try {
            return turns;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something more has happened.
    ///
    /// @param since how often something had happened when it was looked last
    void await(long since, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (turns == since && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Wakes who waits.
    void wake() {
        lock.lock();
        try {
            turns++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            while (!unsynced.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            RandomAccessFile open = file;
            if (open != null) {
                file = null;
                ends.put(number, syncedEnd);
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
