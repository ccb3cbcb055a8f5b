package scrip.server.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Code;
import scrip.server.http.Call;
import scrip.server.http.Json;
import scrip.server.http.ProblemException;

/// Answers a request for a key or an invitation the same way again when it is repeated with its
/// idempotency key. A secret is stored by nobody, so it is repeated as long as this server
/// remembers it: for some minutes, in which a lost answer is asked for again.
public final class Repeats {

    /// How long the secret of an answer is remembered.
    public static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int REMEMBERED_MAX = 1_000;

    private final SequencedMap<String, Shown> shown = new LinkedHashMap<>();

    private record Shown(String secret, Instant until) {}

    /// A request that can be repeated.
    ///
    /// @param id SHA-256 of who asks for which operation with which key
    /// @param content SHA-256 of what they ask for
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Request(byte[] id, byte[] content) {

        /// The request of a call.
        ///
        /// @param key the idempotency key
        /// @param wanted what is asked for, as read from the body
        public static Request of(Call call, String key, Object wanted) {
            MessageDigest digest = DigestUtils.getSha256Digest();
            List.of(
                            call.actor(),
                            call.realm().name(),
                            call.route().method(),
                            call.route().path(),
                            String.valueOf(call.path().get("organization")),
                            key)
                    .forEach(part -> add(digest, part));
            return new Request(digest.digest(), DigestUtils.sha256(Json.bytes(wanted)));
        }

        private static void add(MessageDigest digest, String part) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }

    /// What the same request has made before.
    ///
    /// @param content SHA-256 of what was asked for then
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Earlier(UUID made, byte[] content) {

        /// Checks that the same is asked for now.
        ///
        /// @throws ProblemException if something else is
        public void check(Request request) {
            if (!Arrays.equals(content, request.content)) {
                throw new ProblemException(
                        Code.KEY_REUSED,
                        "this key was sent with another request before: send a new one");
            }
        }
    }

    /// Remembers the secret of an answer.
    public synchronized void remember(Request request, String secret, Instant now) {
        shown.values().removeIf(s -> !s.until.isAfter(now));
        if (shown.size() >= REMEMBERED_MAX) {
            shown.pollFirstEntry();
        }
        shown.put(Secret.text(request.id()), new Shown(secret, now.plus(REMEMBERED)));
    }

    /// The secret of the first answer; null if it is remembered no longer.
    public synchronized @Nullable String secret(Request request, Instant now) {
        Shown found = shown.get(Secret.text(request.id()));
        return found == null || !found.until.isAfter(now) ? null : found.secret;
    }
}
