package scrip.server.flag;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Flags.class, FlagRoutes.class})
public class FlagConfiguration {}
