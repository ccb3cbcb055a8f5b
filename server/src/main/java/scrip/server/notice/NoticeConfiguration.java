package scrip.server.notice;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({NoticeStore.class, NoticeRoutes.class})
public class NoticeConfiguration {}
