package scrip.server.gate;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import scrip.server.http.Edge;
import scrip.server.http.HotServlet;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import(GateRoutes.class)
public class GateConfiguration {

    @Bean
    ServletRegistrationBean<HotServlet> gateServlet(Edge edge, GateRoutes routes) {
        return HotServlet.at(edge, routes.hot());
    }
}
