package scrip.server.pack;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Packs.class, PackRoutes.class})
public class PackConfiguration {}
