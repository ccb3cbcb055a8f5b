package scrip.server.federation;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/// Asks a provider about itself and its keys, as a sign-in would.
final class ProviderCheck {

    private final Discovery discovery;
    private final Registrations registrations;

    ProviderCheck(Discovery discovery, Registrations registrations) {
        this.discovery = discovery;
        this.registrations = registrations;
    }

    /// What was found.
    ///
    /// @param fault what is wrong; null if nothing
    record Tested(
            boolean works,
            @Nullable String fault,
            @Nullable String authorizationEndpoint,
            @Nullable String tokenEndpoint,
            @Nullable Integer keys,
            @Nullable Boolean takesChallenge,
            @Nullable Boolean namesItself,
            @Nullable Boolean endsSessions) {}

    Tested of(IdentityProvider provider) {
        try {
            Discovery.Found found = discovery.of(provider.issuer());
            ClientRegistration registration =
                    found.registration()
                            .registrationId(provider.id().toString())
                            .clientId(provider.clientId())
                            .redirectUri(registrations.callback(provider.id()))
                            .build();
            return new Tested(
                    true,
                    null,
                    registration.getProviderDetails().getAuthorizationUri(),
                    registration.getProviderDetails().getTokenUri(),
                    discovery.keys(registration),
                    found.takesChallenge(),
                    found.namesItself(),
                    found.endOfSession().isPresent());
        } catch (ProviderFault fault) {
            return new Tested(false, fault.getMessage(), null, null, null, null, null, null);
        }
    }
}
