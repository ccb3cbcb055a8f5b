package scrip.server.order;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class OrderConfiguration {

    @Bean
    Routes orderRoutes(Accounts accounts) {
        return new OrderRoutes(new Orders(accounts), accounts);
    }

    @Bean
    Routes previewRoutes(Accounts accounts, PublishedCatalogs catalogs, Ledger ledger) {
        return new PreviewRoutes(new Orders(accounts), accounts, catalogs, ledger.realms());
    }
}
