package scrip.server.access;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import scrip.server.http.Edge;
import scrip.server.http.HotServlet;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Accesses.class, SignedAnswers.class, AccessRoutes.class})
public class AccessConfiguration {

    @Bean
    ServletRegistrationBean<HotServlet> accessServlet(Edge edge, AccessRoutes routes) {
        return HotServlet.at(edge, routes.hot());
    }

    @Bean
    ServletRegistrationBean<HotServlet> accessBatchServlet(Edge edge, AccessRoutes routes) {
        return HotServlet.at(edge, routes.hotBatch());
    }
}
