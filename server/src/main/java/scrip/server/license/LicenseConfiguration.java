package scrip.server.license;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class LicenseConfiguration {

    @Bean
    Routes licenseRoutes(Accounts accounts, PublishedCatalogs catalogs) {
        return new LicenseRoutes(accounts, catalogs);
    }

    @Bean
    Routes visitRoutes(Accounts accounts, LicenseKey key) {
        return new VisitRoutes(new Licenses(accounts, key), accounts);
    }

    @Bean
    Routes licenseFileRoutes(Accounts accounts, LicenseKey key) {
        return new FileRoutes(new Licenses(accounts, key));
    }

    /// The public key, open to everybody, so that anybody can verify a license file.
    @Bean
    @Order(0)
    RouterFunction<ServerResponse> publicKey(LicenseKey key) {
        String pem = key.publicPem();
        return RouterFunctions.route()
                .GET(
                        "/license-key.pem",
                        _ -> ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).body(pem))
                .build();
    }
}
