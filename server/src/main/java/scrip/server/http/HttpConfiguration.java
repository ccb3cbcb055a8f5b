package scrip.server.http;

import java.util.List;
import org.apache.catalina.Pipeline;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import scrip.server.connection.GuardedProtocol;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Tls;
import scrip.server.ledger.Ledger;

/// Puts the plumbing together.
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    @Bean
    Edge edge(
            Gatekeeper gatekeeper,
            Recorder recorder,
            Ledger ledger,
            Cursors cursors,
            TableNames names) {
        return new Edge(gatekeeper, recorder, ledger.realms(), cursors, names);
    }

    /// Comes last: it answers everything that no other route handles.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    RouterFunction<ServerResponse> operations(Edge edge, List<Routes> features) {
        List<Route> routes = features.stream().flatMap(f -> f.all().stream()).toList();
        return new RouteTable(edge, Locations.told(routes)).functions();
    }

    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        FilterRegistrationBean<RequestIds> bean = new FilterRegistrationBean<>(new RequestIds());
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
        bean.addUrlPatterns("/*");
        return bean;
    }

    /// Adds the security headers to every answer, before any other filter.
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> securityHeaders() {
        FilterRegistrationBean<HeaderWriterFilter> bean =
                new FilterRegistrationBean<>(SecurityHeaders.filter());
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        bean.addUrlPatterns("/*");
        return bean;
    }

    @Bean
    FilterRegistrationBean<MetricsGuard> metricsGuard(MetricsToken metrics, AdminToken token) {
        FilterRegistrationBean<MetricsGuard> bean =
                new FilterRegistrationBean<>(new MetricsGuard(metrics, token));
        bean.addUrlPatterns("/metrics");
        return bean;
    }

    /// Down while this server may not answer: not the writer, no database, a wrong clock.
    @Bean
    HealthIndicator ledgerHealthIndicator(Ledger ledger) {
        return () -> ledger.isServing() ? Health.up().build() : Health.outOfService().build();
    }

    @Bean
    ManagementPort managementPort(Perimeter perimeter) {
        return new ManagementPort(perimeter);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> container(
            Perimeter perimeter, ManagementPort management) {
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addContextCustomizers(context -> {
                context.getServletContext().setAttribute(Arrival.LIMITS, perimeter.limits());
                Pipeline host = context.getParent().getPipeline();
                host.addValve(new TomcatProblems());
                host.addValve(
                        new Reception(perimeter.proxies(), perimeter, management.connector()));
            });
            factory.addConnectorCustomizers(connector -> {
                GuardedProtocol.guard(connector, perimeter.limits(), perimeter.proxies());
                Tls tls = perimeter.tls();
                if (tls != null) {
                    tls.on(connector);
                }
            });
            Connector more = management.connector();
            if (more != null) {
                factory.addAdditionalConnectors(more);
            }
        };
    }
}
