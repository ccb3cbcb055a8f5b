package scrip.server.order;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({
    Orders.class,
    OrderRoutes.class,
    QuoteRoutes.class,
    PreviewRoutes.class,
    SaleStore.class,
    SaleRoutes.class
})
public class OrderConfiguration {}
