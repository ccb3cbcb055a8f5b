package scrip.server.catalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
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
    Differences catalogDifferences(Database database) {
        return new Differences(database);
    }

    @Bean
    Routes catalogVersionRoutes(
            PublishedCatalogs published, Differences differences, Ledger ledger) {
        return new VersionRoutes(published, differences, ledger.realms());
    }

    @Bean
    Routes catalogCheckRoutes(PublishedCatalogs published, Differences differences, Ledger ledger) {
        return new CatalogCheckRoutes(published, differences, ledger.realms());
    }
}
