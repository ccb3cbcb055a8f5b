package scrip.server.statement;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class StatementConfiguration {

    @Bean
    Routes statementRoutes(Accounts accounts) {
        return new StatementRoutes(accounts);
    }
}
