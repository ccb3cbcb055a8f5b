package scrip.server.desk;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({DeskStore.class, DeskRoutes.class})
public class DeskConfiguration {}
