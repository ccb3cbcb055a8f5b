package scrip.server.federation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.license.LicenseKey;
import scrip.server.signin.SealedSecrets;

/// Encrypts the secrets of clients, and what passes between going to a provider and coming back.
final class ProviderSecrets {

    private final SealedSecrets secrets;

    ProviderSecrets(LicenseKey installation) {
        this.secrets = new SealedSecrets(installation, "scrip single sign-on: secrets");
    }

    byte[] sealed(UUID row, String secret) {
        return secrets.sealed(row, secret.getBytes(StandardCharsets.UTF_8));
    }

    /// The secret; null if another installation's key encrypted it, or it was changed.
    @Nullable String opened(UUID row, byte[] sealed) {
        byte[] secret = secrets.opened(row, sealed);
        return secret == null ? null : new String(secret, StandardCharsets.UTF_8);
    }

    /// A provider with the secret that this server has there; empty if there is none of that id.
    Optional<Client> client(JdbcClient sql, UUID provider) {
        return IdentityProviders.byId(sql, provider)
                .map(p -> new Client(p, opened(provider, IdentityProviders.secret(sql, provider))));
    }
}
