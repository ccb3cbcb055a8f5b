package scrip.server.license;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Licenses.class, LicenseRoutes.class, VisitRoutes.class, FileRoutes.class})
public class LicenseConfiguration {

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
