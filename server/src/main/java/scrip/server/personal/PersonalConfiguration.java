package scrip.server.personal;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({PersonalData.class, PersonalRoutes.class})
public class PersonalConfiguration {}
