package scrip.server.pages;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class SiteConfiguration {

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> pages() {
        return new SiteRoutes().functions();
    }
}
