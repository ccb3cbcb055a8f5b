package scrip.server.service;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class ServiceConfiguration {

    @Bean
    Routes serviceRoutes(Accounts accounts) {
        return new ServiceRoutes(new Services(accounts));
    }
}
