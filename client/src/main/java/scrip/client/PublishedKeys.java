package scrip.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The keys that verify answers, as the server publishes them. They are asked for again when they
/// are old, and when an answer names one that is not among them; but however many of those come, at
/// most every 30 seconds.
final class PublishedKeys {

    private static final long OLD_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    /// What stands before the 32 bytes of an Ed25519 key in its encoded form (RFC 8410).
    private static final byte[] PREFIX = {
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private static final int KEY_BYTES = 32;

    private final Source source;
    private final LongSupplier nanos;
    private Map<String, PublicKey> keys = Map.of();
    private JsonObject text = JsonObject.EMPTY;
    private boolean asked;
    private long askedAt;

    /// Where the keys come from.
    interface Source {
        /// The JWK set.
        JsonObject ask();
    }

    PublishedKeys(Source source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        this.askedAt = nanos.getAsLong();
    }

    /// A key by its name; null if the server publishes none of that name.
    synchronized @Nullable PublicKey ofNullable(String kid) {
        long age = nanos.getAsLong() - askedAt;
        boolean known = keys.containsKey(kid);
        if (known ? age > OLD_NANOS : !asked || age > AGAIN_NANOS) {
            ask();
        }
        return keys.get(kid);
    }

    private void ask() {
        asked = true;
        askedAt = nanos.getAsLong();
        try {
            take(source.ask());
        } catch (ScripException away) {
            // Those that are known are still good; they are asked for again later.
        }
    }

    /// The keys as they were published last, to be kept.
    synchronized JsonObject text() {
        return text;
    }

    /// Takes keys that were kept, until they can be asked for.
    synchronized void take(JsonObject published) {
        Map<String, PublicKey> read = new HashMap<>();
        for (JsonObject key : published.objects("keys")) {
            String kid = key.textOrNull("kid");
            PublicKey one = key(key);
            if (kid != null && one != null) {
                read.put(kid, one);
            }
        }
        if (!read.isEmpty()) {
            keys = Map.copyOf(read);
            text = published;
        }
    }

    /// The key; null if it is of another kind than this client knows.
    private static @Nullable PublicKey key(JsonObject jwk) {
        if (!"Ed25519".equals(jwk.textOrNull("crv"))) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(jwk.text("x", ""));
            if (bytes.length != KEY_BYTES) {
                return null;
            }
            byte[] encoded = new byte[PREFIX.length + KEY_BYTES];
            System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
            System.arraycopy(bytes, 0, encoded, PREFIX.length, KEY_BYTES);
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return null;
        }
    }
}
