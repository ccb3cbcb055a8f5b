package scrip.server.pack;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.history.History;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class PackConfiguration {

    @Bean
    Routes packRoutes(Accounts accounts, Ledger ledger, History history, Database database) {
        return new PackRoutes(
                new Packs(accounts, ledger, history, new PackStore(database)), accounts);
    }
}
