package scrip.server.signin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.license.LicenseKey;

/// Encrypts the secrets of second factors, so that nobody makes codes from a copy of the database.
final class FactorSecrets {

    private final SealedSecrets secrets;

    FactorSecrets(LicenseKey installation) {
        this.secrets = new SealedSecrets(installation, "scrip second factor: secrets");
    }

    byte[] sealed(UUID factor, byte[] secret) {
        return secrets.sealed(factor, secret);
    }

    /// The secret; null if another installation's key encrypted it, or it was changed.
    byte @Nullable [] opened(UUID factor, byte[] sealed) {
        return secrets.opened(factor, sealed);
    }
}
