package scrip.server.overview;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({OverviewRoutes.class, HistoryRoutes.class, StatementRoutes.class})
public class OverviewConfiguration {}
