package scrip.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/// Decrypts what [SealedOutputStream] has written. It hands out a chunk only after it was
/// authenticated.
final class SealedInputStream extends InputStream {

    private final PushbackInputStream in;
    private final byte[] header;
    private final SecretKey key;
    private byte[] chunk = new byte[0];
    private int at;
    private long number;
    private boolean ended;

    /// @param in after [SealingKey#MAGIC]
    SealedInputStream(InputStream in, SealingKey sealing) throws IOException {
        this.in = new PushbackInputStream(in, 1);
        int magic = SealingKey.MAGIC.length;
        this.header = Arrays.copyOf(SealingKey.MAGIC, SealingKey.HEADER_BYTES);
        int read = in.readNBytes(header, magic, SealingKey.HEADER_BYTES - magic);
        if (read < SealingKey.HEADER_BYTES - magic) {
            throw new ArchiveFault("it ends in its first bytes: it was cut; take another one");
        }
        byte[] salt = Arrays.copyOfRange(header, magic, magic + SealingKey.SALT_BYTES);
        byte[] check = Arrays.copyOfRange(header, magic + SealingKey.SALT_BYTES, header.length);
        if (!MessageDigest.isEqual(check, sealing.check(salt))) {
            throw new ArchiveFault(
                    "the key does not open it: it was encrypted with another key, or its first bytes"
                            + " were changed; name the key file it was made with by --key");
        }
        this.key = sealing.chunks(salt);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        while (at == chunk.length && !ended) {
            open();
        }
        if (length == 0 || at == chunk.length) {
            return length == 0 ? 0 : -1;
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, from, some);
        at += some;
        return some;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void open() throws IOException {
        byte[] sealed = in.readNBytes(SealingKey.CHUNK_BYTES + SealingKey.TAG_BYTES);
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        boolean last = next < 0;
        try {
            Cipher cipher = SealingKey.cipher(Cipher.DECRYPT_MODE, key, header, number, last);
            chunk = cipher.doFinal(sealed);
        } catch (GeneralSecurityException _) {
            throw new ArchiveFault(
                    "from byte %,d on it is not as it was written: it was changed or cut there; take another one"
                            .formatted(
                                    SealingKey.HEADER_BYTES
                                            + number
                                                    * (SealingKey.CHUNK_BYTES
                                                            + SealingKey.TAG_BYTES)));
        }
        at = 0;
        number++;
        ended = last;
    }
}
