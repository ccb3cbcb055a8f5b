package scrip.server.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import scrip.core.catalog.ItemId;

/// The first 128 bits of a SHA-256, stored in place of a text to keep rows narrow.
public record Digest(long high, long low) {

    public static Digest of(String text) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Digest(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// A subject is counted once per account and resource (R7), whatever its storage term.
    public static Digest ofSubject(ItemId resource, String subject) {
        return of(resource.toString() + '\0' + subject);
    }
}
