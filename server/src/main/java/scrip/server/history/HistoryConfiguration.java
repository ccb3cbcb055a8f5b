package scrip.server.history;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class HistoryConfiguration {

    @Bean
    History history(Ledger ledger) {
        return new History(ledger);
    }
}
