package scrip.server.order;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class OrderConfiguration {

    @Bean
    Routes orderRoutes(Accounts accounts) {
        return new OrderRoutes(new Orders(accounts));
    }
}
