package scrip.server.http;

import java.util.List;
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
import scrip.server.ledger.Ledger;

/// Puts the plumbing together.
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    /// An oversized body is read to its end up to this limit, so that the caller receives the
    /// answer.
    static final int SWALLOW_BYTES_MAX = 32_000_000;

    @Bean
    Edge edge(Gatekeeper gatekeeper, Recorder recorder, Ledger ledger) {
        return new Edge(gatekeeper, recorder, ledger.realms());
    }

    /// Comes last: it answers everything that no other route handles.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    RouterFunction<ServerResponse> operations(Edge edge, List<Routes> features) {
        return new RouteTable(edge, features.stream().flatMap(f -> f.all().stream()).toList())
                .functions();
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
    FilterRegistrationBean<MetricsGuard> metricsGuard(AdminToken token) {
        FilterRegistrationBean<MetricsGuard> bean =
                new FilterRegistrationBean<>(new MetricsGuard(token));
        bean.addUrlPatterns("/metrics");
        return bean;
    }

    /// Down while this server may not answer: not the writer, no database, a wrong clock.
    @Bean
    HealthIndicator ledgerHealthIndicator(Ledger ledger) {
        return () -> ledger.isServing() ? Health.up().build() : Health.outOfService().build();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> container() {
        return factory -> {
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new TomcatProblems()));
            factory.addConnectorCustomizers(connector ->
                    connector.setProperty("maxSwallowSize", Integer.toString(SWALLOW_BYTES_MAX)));
        };
    }
}
