package scrip.server.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// An entry of the installation log. Hashes are in hexadecimal digits.
///
/// @param what the name of a [Seal]
/// @param key of the row that was changed, as JSON
/// @param digest of its columns; null: it was deleted
/// @param previous the hash of the entry before it
public record ChainEntry(
        long seq,
        Instant at,
        String what,
        String key,
        @Nullable String digest,
        String previous,
        String hash) {

    /// The hash before the first entry.
    public static final String FIRST = "0".repeat(64);

    /// The hash that it should have.
    public String expectedHash() {
        MessageDigest sha = DigestUtils.getSha256Digest();
        sha.update(HexFormat.of().parseHex(previous));
        add(sha, Long.toString(seq));
        add(sha, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        add(sha, what);
        add(sha, key);
        add(sha, digest);
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void add(MessageDigest sha, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : bytes.length;
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        sha.update(bytes);
    }
}
