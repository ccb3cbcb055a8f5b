package scrip.server.desk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class DeskConfiguration {

    @Bean
    Routes deskRoutes(
            Accounts accounts, PublishedCatalogs catalogs, Ledger ledger, Database database) {
        return new DeskRoutes(accounts, catalogs, ledger.realms(), new DeskStore(database));
    }
}
