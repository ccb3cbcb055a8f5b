package scrip.server.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/// Passes bytes on, counts them and sums them up. Closing it leaves open what it writes to.
final class HashedOutput extends FilterOutputStream {

    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final Progress progress;
    private long count;

    HashedOutput(OutputStream out, Progress progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        digest.update(bytes, from, length);
        count += length;
        progress.moved(length);
    }

    @Override
    public void close() {
        // The archive goes on.
    }

    /// What was written, once everything was.
    Manifest.Part part(String name) {
        return new Manifest.Part(name, count, HexFormat.of().formatHex(digest.digest()));
    }
}
