package scrip.server.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import scrip.server.ledger.Digest;
import scrip.server.ledger.LogRows;

/// The chain of the hashes of an account's rows in the log.
final class LogChain {

    private final MessageDigest sha = DigestUtils.getSha256Digest();
    private UUID last = LogRows.FIRST.toUuid();

    /// Whether the hash of the next row covers its columns and the row before it.
    ///
    /// @param stored all its columns but the hash, in the database's binary form: as they are
    ///   stored, not as they are read
    boolean follows(byte[] stored, Digest hash) {
        sha.update(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(last.getMostSignificantBits())
                        .putLong(last.getLeastSignificantBits())
                        .array());
        ByteBuffer expected = ByteBuffer.wrap(sha.digest(stored));
        last = hash.toUuid();
        return last.equals(new UUID(expected.getLong(), expected.getLong()));
    }
}
