package scrip.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/// Verifies answers about access (JWS in its compact form, Ed25519).
final class SignedAnswer {

    private static final String TYPE = "scrip-access+jwt";

    private SignedAnswer() {}

    /// What was signed; null if it was not signed by a key that the server publishes, or is not an
    /// answer about access.
    static @Nullable JsonObject claims(String jws, PublishedKeys keys) {
        String[] parts = jws.split("[.]", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonObject header = Json.object(decoded(parts[0]));
            // The algorithm is ours, not what the text says: none other is ever tried.
            if (!"EdDSA".equals(header.textOrNull("alg"))
                    || !TYPE.equals(header.textOrNull("typ"))
                    || header.fields().containsKey("crit")) {
                return null;
            }
            PublicKey key = keys.ofNullable(header.text("kid", ""));
            if (key == null) {
                return null;
            }
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(key);
            verifying.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return verifying.verify(Base64.getUrlDecoder().decode(parts[2]))
                    ? Json.object(decoded(parts[1]))
                    : null;
        } catch (GeneralSecurityException | IllegalArgumentException | Json.Malformed forged) {
            return null;
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
