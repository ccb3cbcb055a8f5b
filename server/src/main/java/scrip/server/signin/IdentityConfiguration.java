package scrip.server.signin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.http.AdminToken;
import scrip.server.http.Gatekeeper;
import scrip.server.key.KeyRing;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {

    @Bean
    Gatekeeper gatekeeper(
            AdminToken token, KeyRing keys, Sessions sessions, Site site, Limits limits) {
        return new Identities(token, keys, sessions, site, limits);
    }
}
