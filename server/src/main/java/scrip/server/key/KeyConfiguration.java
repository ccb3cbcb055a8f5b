package scrip.server.key;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({
    KeyRing.class,
    KeyList.class,
    ApiKeys.class,
    KeyRoutes.class,
    PresentGivers.class,
    Repeats.class
})
public class KeyConfiguration {}
