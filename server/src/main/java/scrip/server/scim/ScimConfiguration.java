package scrip.server.scim;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Directories.class, Users.class, Groups.class, ScimRoutes.class, SignedIn.class})
public class ScimConfiguration {}
