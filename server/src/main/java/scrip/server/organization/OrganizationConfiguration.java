package scrip.server.organization;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({
    OrganizationStore.class,
    ListNames.class,
    Organizations.class,
    OrganizationRoutes.class,
    Sandboxes.class,
    SandboxRoutes.class
})
public class OrganizationConfiguration {}
