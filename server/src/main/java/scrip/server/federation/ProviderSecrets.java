package scrip.server.federation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.license.LicenseKey;
import scrip.server.signin.SealedSecrets;

/// Encrypts the secrets of clients, and what passes between going to a provider and coming back.
final class ProviderSecrets {

    private final SealedSecrets secrets;

    ProviderSecrets(LicenseKey installation) {
        this.secrets = new SealedSecrets(installation, "scrip single sign-on: secrets");
    }

    byte[] sealed(UUID row, byte[] secret) {
        return secrets.sealed(row, secret);
    }

    /// The secret; null if another installation's key encrypted it, or it was changed.
    byte @Nullable [] opened(UUID row, byte[] sealed) {
        return secrets.opened(row, sealed);
    }
}
