package scrip.server.event;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Events.class, EventRoutes.class})
public class EventConfiguration {}
