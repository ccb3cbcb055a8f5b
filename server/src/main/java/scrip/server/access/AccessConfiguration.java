package scrip.server.access;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Edge;
import scrip.server.http.HotServlet;
import scrip.server.ledger.Ledger;
import scrip.server.license.LicenseKey;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean
    ServletRegistrationBean<HotServlet> accessServlet(
            Edge edge,
            Accounts accounts,
            PublishedCatalogs catalogs,
            Ledger ledger,
            LicenseKey key) {
        return HotServlet.at(
                edge, new AccessRoutes(new Accesses(accounts, catalogs, ledger), key).hot());
    }
}
