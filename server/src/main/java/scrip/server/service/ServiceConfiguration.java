package scrip.server.service;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({
    DocumentStore.class,
    Documents.class,
    DocumentRoutes.class,
    Services.class,
    ServiceRoutes.class
})
public class ServiceConfiguration {}
