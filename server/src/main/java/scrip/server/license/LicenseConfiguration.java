package scrip.server.license;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class LicenseConfiguration {

    @Bean
    Routes licenseRoutes(Accounts accounts) {
        return new LicenseRoutes(new Licenses(accounts));
    }
}
