package scrip.server.emergency;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import(EmergencyRoutes.class)
public class EmergencyConfiguration {}
