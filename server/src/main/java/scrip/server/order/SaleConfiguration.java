package scrip.server.order;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class SaleConfiguration {

    @Bean
    Routes saleRoutes(Accounts accounts, Database database) {
        return new SaleRoutes(new Sales(accounts, new SaleStore(database)), accounts);
    }
}
