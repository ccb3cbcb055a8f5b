package scrip.server.service;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class ServiceConfiguration {

    @Bean
    Documents acceptanceDocuments(Accounts accounts, Ledger ledger, Database database) {
        return new Documents(accounts, ledger, new DocumentStore(database));
    }

    @Bean
    Routes serviceRoutes(Accounts accounts, Documents documents) {
        return new ServiceRoutes(new Services(accounts), documents, accounts);
    }

    @Bean
    Routes documentRoutes(Documents documents) {
        return new DocumentRoutes(documents);
    }
}
