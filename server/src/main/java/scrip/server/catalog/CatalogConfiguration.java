package scrip.server.catalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class CatalogConfiguration {

    @Bean
    Routes catalogRoutes(PublishedCatalogs published, Ledger ledger) {
        return new CatalogRoutes(published, ledger.realms());
    }

    @Bean
    Routes catalogVersionRoutes(PublishedCatalogs published, Ledger ledger) {
        return new VersionRoutes(published, ledger.realms());
    }
}
