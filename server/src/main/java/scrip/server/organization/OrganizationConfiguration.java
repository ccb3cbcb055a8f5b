package scrip.server.organization;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class OrganizationConfiguration {

    @Bean
    Routes organizationRoutes(Accounts accounts, Database database) {
        return new OrganizationRoutes(new Organizations(accounts, new OrganizationStore(database)));
    }
}
