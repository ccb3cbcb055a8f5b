package scrip.server.signing;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({SigningKeys.class, SigningKeyRoutes.class})
public class SigningConfiguration {}
