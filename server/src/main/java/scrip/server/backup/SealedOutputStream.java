package scrip.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/// Encrypts what is written, in the form that [SealingKey] describes.
final class SealedOutputStream extends OutputStream {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final OutputStream out;
    private final byte[] header;
    private final SecretKey key;
    private final byte[] chunk = new byte[SealingKey.CHUNK_BYTES];
    private int filled;
    private long number;
    private boolean closed;

    SealedOutputStream(OutputStream out, SealingKey sealing) throws IOException {
        this.out = out;
        byte[] salt = new byte[SealingKey.SALT_BYTES];
        RANDOM.nextBytes(salt);
        this.header =
                ByteBuffer.allocate(SealingKey.HEADER_BYTES)
                        .put(SealingKey.MAGIC)
                        .put(salt)
                        .put(sealing.check(salt))
                        .array();
        this.key = sealing.chunks(salt);
        out.write(header);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int until = from + length;
        while (at < until) {
            if (filled == chunk.length) {
                seal(false);
            }
            int some = Math.min(until - at, chunk.length - filled);
            System.arraycopy(bytes, at, chunk, filled, some);
            filled += some;
            at += some;
        }
    }

    /// A full chunk may be the last one, so it is kept until more is known.
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /// Writes the last chunk, without which nothing of the archive counts as whole.
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
            out.close();
        }
    }

    private void seal(boolean last) throws IOException {
        try {
            Cipher cipher = SealingKey.cipher(Cipher.ENCRYPT_MODE, key, header, number, last);
            out.write(cipher.doFinal(chunk, 0, filled));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES-GCM encrypts whatever it is given", failure);
        }
        number++;
        filled = 0;
    }
}
