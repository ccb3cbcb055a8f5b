package scrip.server.license;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;

/// Lines of text, the last of which is an Ed25519 signature over every byte before it.
public final class SignedText {

    /// The prefix of the last line.
    public static final String SIGNATURE = "signature: ";

    private SignedText() {}

    /// The result of verifying a text.
    public enum Authenticity {
        GENUINE,
        /// Something in it was changed, or another installation signed it.
        FORGED,
        /// It is not such a text.
        UNREADABLE
    }

    /// Adds the signature.
    ///
    /// @param body whole lines
    public static String of(String body, LicenseKey key) {
        byte[] signature = key.sign(body.getBytes(StandardCharsets.UTF_8));
        return body + SIGNATURE + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    /// Verifies the signature of a text.
    ///
    /// @param first the first line that such a text has
    public static Authenticity verify(String first, String text, PublicKey key) {
        int at = text.lastIndexOf("\n" + SIGNATURE);
        if (!text.startsWith(first + "\n") || at < 0) {
            return Authenticity.UNREADABLE;
        }
        byte[] signature;
        try {
            String encoded = text.substring(at + 1 + SIGNATURE.length());
            signature = Base64.getDecoder().decode(encoded.stripTrailing());
        } catch (IllegalArgumentException _) {
            return Authenticity.UNREADABLE;
        }
        byte[] body = text.substring(0, at + 1).getBytes(StandardCharsets.UTF_8);
        return LicenseKey.isSigned(body, signature, key)
                ? Authenticity.GENUINE
                : Authenticity.FORGED;
    }
}
