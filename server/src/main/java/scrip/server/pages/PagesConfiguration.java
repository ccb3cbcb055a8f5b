package scrip.server.pages;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class PagesConfiguration {

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> sitePages() {
        return new SiteRoutes().functions();
    }

    @Bean
    ProgramRoutes program() {
        return new ProgramRoutes(new String(SiteRoutes.contract(), StandardCharsets.UTF_8));
    }

    @Bean
    @Order(1)
    RouterFunction<ServerResponse> consolePages() {
        return new ConsoleRoutes(ServedFile.all()).functions();
    }
}
