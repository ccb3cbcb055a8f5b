package scrip.server.license;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import scrip.core.ledger.Account;
import scrip.core.license.License;

/// A perpetual license as a signed text file (C7): human-readable lines, then a line with an
/// Ed25519 signature over every byte before it. The same license always gives the same file.
final class LicenseFile {

    /// The prefix of the last line.
    static final String SIGNATURE = "signature: ";

    private LicenseFile() {}

    /// The result of verifying a file.
    enum Authenticity {
        GENUINE,
        /// Something in it was changed, or another installation signed it.
        FORGED,
        /// It is not a license file.
        UNREADABLE
    }

    static String of(String realm, Account account, License license, LicenseKey key) {
        String body =
                """
                Scrip license 1
                realm: %s
                account: %s
                name: %s
                item: %s
                number: %s
                from: %s
                until: no end
                key: %s
                """
                        .formatted(
                                realm,
                                account.id(),
                                account.profile().name(),
                                license.item(),
                                license.id(),
                                license.from(),
                                key.fingerprint());
        byte[] signature = key.sign(body.getBytes(StandardCharsets.UTF_8));
        return body + SIGNATURE + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    static Authenticity verify(String file, PublicKey key) {
        int at = file.lastIndexOf("\n" + SIGNATURE);
        if (!file.startsWith("Scrip license 1\n") || at < 0) {
            return Authenticity.UNREADABLE;
        }
        byte[] signature;
        try {
            String text = file.substring(at + 1 + SIGNATURE.length());
            signature = Base64.getDecoder().decode(text.stripTrailing());
        } catch (IllegalArgumentException _) {
            return Authenticity.UNREADABLE;
        }
        byte[] body = file.substring(0, at + 1).getBytes(StandardCharsets.UTF_8);
        return LicenseKey.isSigned(body, signature, key)
                ? Authenticity.GENUINE
                : Authenticity.FORGED;
    }
}
