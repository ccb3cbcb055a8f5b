package scrip.server.chain;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.license.LicenseKey;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import(StatementFileRoutes.class)
public class ChainConfiguration {

    @Bean
    Statements statements(
            Database database, Checkpoints checkpoints, LicenseKey key, Ledger ledger) {
        return new Statements(database, checkpoints, key, ledger::isServing);
    }
}
