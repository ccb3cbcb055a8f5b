package scrip.server.use;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import scrip.server.http.Edge;
import scrip.server.http.HotServlet;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Uses.class, UseBatch.class, UseRoutes.class, HoldRoutes.class})
public class UseConfiguration {

    @Bean
    ServletRegistrationBean<HotServlet> usesServlet(Edge edge, UseRoutes routes) {
        return HotServlet.at(edge, routes.hot());
    }

    @Bean
    ServletRegistrationBean<HotServlet> usesBatchServlet(Edge edge, UseRoutes routes) {
        return HotServlet.at(edge, routes.hotBatch());
    }
}
