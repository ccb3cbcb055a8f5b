package scrip.server.overview;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.history.History;
import scrip.server.history.Usage;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class OverviewConfiguration {

    @Bean
    Routes overviewRoutes(
            Accounts accounts, PublishedCatalogs catalogs, Ledger ledger, History history) {
        return new OverviewRoutes(accounts, catalogs, history, new Usage(ledger));
    }

    @Bean
    Routes historyRoutes(History history, Accounts accounts) {
        return new HistoryRoutes(history, accounts);
    }

    @Bean
    Routes statementRoutes(Accounts accounts) {
        return new StatementRoutes(accounts);
    }
}
