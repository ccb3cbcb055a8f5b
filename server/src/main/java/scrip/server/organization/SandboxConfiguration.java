package scrip.server.organization;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class SandboxConfiguration {

    @Bean
    Routes sandboxRoutes(Ledger ledger) {
        return new SandboxRoutes(new Sandboxes(ledger.realms()));
    }
}
