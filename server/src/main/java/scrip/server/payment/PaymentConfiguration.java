package scrip.server.payment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class PaymentConfiguration {

    @Bean
    Routes paymentRoutes(Accounts accounts) {
        return new PaymentRoutes(new Payments(accounts), accounts);
    }

    @Bean
    Routes returnRoutes(Accounts accounts) {
        return new ReturnRoutes(new Payments(accounts), accounts);
    }
}
