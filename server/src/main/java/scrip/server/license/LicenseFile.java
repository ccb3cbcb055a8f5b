package scrip.server.license;

import java.security.PublicKey;
import scrip.core.ledger.Account;
import scrip.core.license.License;

/// A perpetual license as a signed text file (C7): human-readable lines, then a line with an
/// Ed25519 signature over every byte before it. The same license always gives the same file.
final class LicenseFile {

    private LicenseFile() {}

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
        return SignedText.of(body, key);
    }

    static SignedText.Authenticity verify(String file, PublicKey key) {
        return SignedText.verify("Scrip license 1", file, key);
    }
}
