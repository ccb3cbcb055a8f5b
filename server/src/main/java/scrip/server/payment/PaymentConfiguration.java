package scrip.server.payment;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Payments.class, PaymentRoutes.class, ReturnRoutes.class})
public class PaymentConfiguration {}
