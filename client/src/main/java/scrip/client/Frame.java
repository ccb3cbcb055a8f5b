package scrip.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// How a report lies on disk: a mark, its length, a checksum of all that follows, when it was
/// reported, and the report itself.
final class Frame {

    static final int HEADER_BYTES = 4 + 4 + 4;
    static final int TIME_BYTES = 8;

    /// Longer than any report.
    static final int BODY_BYTES_MAX = 64_000;

    /// `SCR1`: where a frame may begin, if what lies before it is damaged.
    private static final int MARK = 0x53435231;

    private static final int LENGTH_AT = 4;
    private static final int SUM_AT = 8;

    private Frame() {}

    static byte[] of(long reportedAt, String body) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        int length = TIME_BYTES + text.length;
        ByteBuffer out =
                ByteBuffer.allocate(HEADER_BYTES + length)
                        .putInt(MARK)
                        .putInt(length)
                        .putInt(0)
                        .putLong(reportedAt)
                        .put(text);
        out.putInt(SUM_AT, sum(out.array(), 0, length));
        return out.array();
    }

    /// What lies at a place.
    enum Found {
        WHOLE,
        /// It begins as one and there is not enough of it: it was being written.
        TORN,
        NONE
    }

    static Found at(byte[] data, int from) {
        ByteBuffer in = ByteBuffer.wrap(data);
        int left = data.length - from;
        if (left < HEADER_BYTES) {
            return startsAsOne(data, from, left) ? Found.TORN : Found.NONE;
        }
        int length = in.getInt(from + LENGTH_AT);
        if (in.getInt(from) != MARK
                || length < TIME_BYTES
                || length > TIME_BYTES + BODY_BYTES_MAX) {
            return Found.NONE;
        }
        if (left - HEADER_BYTES < length) {
            return Found.TORN;
        }
        return in.getInt(from + SUM_AT) == sum(data, from, length) ? Found.WHOLE : Found.NONE;
    }

    /// The length of the whole one there.
    static int length(byte[] data, int from) {
        return HEADER_BYTES + ByteBuffer.wrap(data).getInt(from + LENGTH_AT);
    }

    static long reportedAt(byte[] data, int from) {
        return ByteBuffer.wrap(data).getLong(from + HEADER_BYTES);
    }

    static String body(byte[] data, int from) {
        int skipped = HEADER_BYTES + TIME_BYTES;
        return new String(
                data, from + skipped, length(data, from) - skipped, StandardCharsets.UTF_8);
    }

    /// Where the next whole one begins; the end if there is none.
    static int next(byte[] data, int from) {
        ByteBuffer in = ByteBuffer.wrap(data);
        for (int at = from; at <= data.length - HEADER_BYTES; at++) {
            if (in.getInt(at) == MARK && at(data, at) == Found.WHOLE) {
                return at;
            }
        }
        return data.length;
    }

    private static boolean startsAsOne(byte[] data, int from, int bytes) {
        byte[] mark = ByteBuffer.allocate(LENGTH_AT).putInt(MARK).array();
        for (int i = 0; i < Math.min(bytes, LENGTH_AT); i++) {
            if (data[from + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int sum(byte[] data, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(data, from + HEADER_BYTES, length);
        return (int) sum.getValue();
    }
}
