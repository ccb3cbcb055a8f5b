package scrip.server.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/// Passes bytes on, counts them and sums them up. Closing it leaves open what it reads from.
final class HashedInput extends FilterInputStream {

    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final Progress progress;
    private long count;

    HashedInput(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        if (read > 0) {
            digest.update(bytes, from, read);
            count += read;
            progress.moved(read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // The archive goes on.
    }

    /// Reads what is left, and tells what was read in all.
    Manifest.Part part(String name) throws IOException {
        transferTo(java.io.OutputStream.nullOutputStream());
        return new Manifest.Part(name, count, HexFormat.of().formatHex(digest.digest()));
    }
}
