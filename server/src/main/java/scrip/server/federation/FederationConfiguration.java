package scrip.server.federation;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({
    ProviderSecrets.class,
    ProviderHttp.class,
    Discovery.class,
    Registrations.class,
    Providers.class,
    ProviderCheck.class,
    ProviderRoutes.class,
    SignOns.class,
    Arrivals.class,
    SignOuts.class,
    SignOnRoutes.class,
    IdentityRoutes.class
})
public class FederationConfiguration {}
