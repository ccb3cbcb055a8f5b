package scrip.server.chain;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import scrip.server.database.Database;
import scrip.server.license.LicenseKey;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import(StatementFileRoutes.class)
public class ChainConfiguration {

    @Bean
    Statements statements(Database database, InstantSource clock, LicenseKey key) {
        return new Statements(database, new Checkpoints(database, clock), key);
    }
}
