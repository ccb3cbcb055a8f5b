package scrip.server.ledger;

import java.nio.ByteBuffer;
import org.apache.commons.codec.digest.DigestUtils;
import scrip.core.catalog.ItemId;

/// The first 128 bits of a SHA-256, stored in place of a text to keep rows narrow.
public record Digest(long high, long low) {

    public static Digest of(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(DigestUtils.sha256(text));
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    /// A subject is counted once per account and resource (R7), whatever its storage term.
    public static Digest ofSubject(ItemId resource, String subject) {
        return of(resource.toString() + '\0' + subject);
    }
}
