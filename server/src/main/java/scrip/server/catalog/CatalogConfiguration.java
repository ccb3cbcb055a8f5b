package scrip.server.catalog;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Differences.class, CatalogRoutes.class, VersionRoutes.class, CatalogCheckRoutes.class})
public class CatalogConfiguration {}
