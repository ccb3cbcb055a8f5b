package scrip.server.ledger;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import scrip.core.catalog.ItemId;

/// The first 128 bits of a SHA-256, stored as a `uuid` in place of a text to keep rows narrow.
public record Digest(long high, long low) {

    static final int BYTES = 2 * Long.BYTES;

    public static Digest of(String text) {
        return first(DigestUtils.sha256(text));
    }

    /// A subject is counted once per account and resource (R7), whatever its storage term.
    public static Digest ofSubject(ItemId resource, String subject) {
        return of(resource.toString() + '\0' + subject);
    }

    /// This subject once it was freed, after which it can be counted again (R16).
    ///
    /// @param times how often it was freed
    public Digest freed(int times) {
        return times == 0 ? this : of(toUuid() + " " + times);
    }

    /// The first bytes of a longer digest.
    static Digest first(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong());
    }

    /// A digest as it is stored.
    static Digest of(UUID stored) {
        return new Digest(stored.getMostSignificantBits(), stored.getLeastSignificantBits());
    }

    public UUID toUuid() {
        return new UUID(high, low);
    }
}
