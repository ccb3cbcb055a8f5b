package scrip.server.key;

import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/// Secrets that are shown once and stored as SHA-256. They are long and random, so no slower hash
/// is needed.
public final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secret() {}

    /// A new one, of letters, digits, hyphens and underscores.
    public static String fresh() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// The hash that is stored.
    public static byte[] hash(String secret) {
        return DigestUtils.sha256(secret);
    }

    /// A hash as the key of a map.
    public static String text(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }
}
