package scrip.server.trail;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({AuditStore.class, AuditTrail.class, AuditRecorder.class, AuditRoutes.class})
public class AuditConfiguration {}
