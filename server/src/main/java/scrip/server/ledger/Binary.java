package scrip.server.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer in the byte order of PostgreSQL's binary formats.
final class Binary {

    private byte[] bytes;
    private int size;

    Binary(int capacity) {
        bytes = new byte[capacity];
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    void putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void putShort(int value) {
        putByte(value >>> 8);
        putByte(value);
    }

    void putInt(int value) {
        room(Integer.BYTES);
        setInt(size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        putInt((int) (value >>> Integer.SIZE));
        putInt((int) value);
    }

    void putDigest(Digest value) {
        putLong(value.high());
        putLong(value.low());
    }

    void putText(String value) {
        put(value.getBytes(StandardCharsets.UTF_8));
    }

    void put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void put(Binary other) {
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    /// Overwrites four bytes written before.
    void setInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /// The buffer itself, of which the first [#size] bytes are written.
    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
