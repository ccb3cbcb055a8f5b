package scrip.server.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// One entry of the log, as it is stored and hashed.
///
/// @param realm of the organization; null for the vendor's own
/// @param account of the organization; null for the vendor's own
/// @param before JSON; null for nothing
/// @param after JSON; null for nothing
record AuditEntry(
        long seq,
        Instant at,
        String actorKind,
        @Nullable UUID actor,
        String actorName,
        String action,
        @Nullable Integer realm,
        @Nullable Long account,
        @Nullable String subject,
        @Nullable String before,
        @Nullable String after,
        String address,
        String agent,
        String requestId) {

    private static final int MICROSECONDS = 1_000_000;
    private static final int NANOSECONDS = 1_000;

    /// The hash of this entry in the chain: over the previous entry's hash and every field, each
    /// preceded by its length, so that no text can move from one field to the next.
    byte[] hash(byte[] previous) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(previous);
        add(digest, Long.toString(seq));
        add(digest, Long.toString(microseconds()));
        add(digest, actorKind);
        add(digest, text(actor));
        add(digest, actorName);
        add(digest, action);
        add(digest, text(realm));
        add(digest, text(account));
        add(digest, subject);
        add(digest, before);
        add(digest, after);
        add(digest, address);
        add(digest, agent);
        add(digest, requestId);
        return digest.digest();
    }

    private long microseconds() {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond(), MICROSECONDS), at.getNano() / NANOSECONDS);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        digest.update(bytes);
    }
}
