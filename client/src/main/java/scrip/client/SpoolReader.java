package scrip.client;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a spool from a place on, in order. A tail that was being written when the program ended is
/// passed over; what is damaged is set aside, and reading goes on behind it.
final class SpoolReader {

    private final Segments segments;
    private final SpoolWriter writer;
    private final Aside aside;
    private SpoolWriter.Mark at;
    private byte[] data = new byte[0];
    private int in;

    /// A report that was read.
    ///
    /// @param end behind it
    record Spooled(String body, long reportedAt, SpoolWriter.Mark end) {}

    SpoolReader(Segments segments, SpoolWriter writer, Aside aside, SpoolWriter.Mark from) {
        this.segments = segments;
        this.writer = writer;
        this.aside = aside;
        this.at = from;
    }

    /// The next reports; none if there are none yet.
    List<Spooled> next(int most, long bytesMost) throws IOException {
        List<Spooled> all = new ArrayList<>();
        long bytes = 0;
        while (all.size() < most) {
            if (in >= data.length && !load()) {
                break;
            }
            int length = Frame.length(data, in);
            if (!all.isEmpty() && bytes + length > bytesMost) {
                break;
            }
            bytes += length;
            SpoolWriter.Mark end = new SpoolWriter.Mark(at.segment(), at.offset() + length);
            all.add(new Spooled(Frame.body(data, in), Frame.reportedAt(data, in), end));
            in += length;
            at = end;
            pass();
        }
        return all;
    }

    /// Goes back to a place, to read from there again.
    void back(SpoolWriter.Mark mark) {
        at = mark;
        data = new byte[0];
        in = 0;
    }

    /// Loads what there is from here on; false if there is nothing yet.
    private boolean load() throws IOException {
        while (true) {
            long last = writer.last();
            if (Files.exists(segments.file(at.segment()))) {
                long end = writer.readableEnd(at.segment());
                data = segments.bytes(at.segment(), at.offset(), end);
                in = 0;
                pass();
                if (in < data.length) {
                    return true;
                }
            }
            Long following =
                    segments.numbers().stream()
                            .filter(n -> n > at.segment() && n <= last)
                            .findFirst()
                            .orElse(null);
            // More may have come to this one before there was another.
            if (following == null || (at.segment() == last)) {
                return false;
            }
            if (Files.exists(segments.file(at.segment()))
                    && segments.bytes(at.segment(), at.offset(), writer.readableEnd(at.segment()))
                                    .length
                            > 0) {
                continue;
            }
            at = new SpoolWriter.Mark(following, 0);
            data = new byte[0];
            in = 0;
        }
    }

    /// Passes over what is no whole frame.
    private void pass() throws IOException {
        if (in >= data.length || Frame.at(data, in) == Frame.Found.WHOLE) {
            return;
        }
        boolean torn = Frame.at(data, in) == Frame.Found.TORN;
        int next = Frame.next(data, in + 1);
        if (next < data.length || !(torn || isEmpty(data, in))) {
            aside.damaged(at.segment(), at.offset(), Arrays.copyOfRange(data, in, next));
        }
        at = new SpoolWriter.Mark(at.segment(), at.offset() + next - in);
        in = next;
    }

    /// Whether there are only zeros, as some file systems leave them behind what was written.
    private static boolean isEmpty(byte[] data, int from) {
        for (int i = from; i < data.length; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
