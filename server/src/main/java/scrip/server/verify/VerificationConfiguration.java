package scrip.server.verify;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.database.LastDone;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;
import scrip.server.license.LicenseKey;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class VerificationConfiguration {

    @Bean
    Verifications verifications(
            Database database, InstantSource clock, LastDone lastDone, Ledger ledger) {
        return new Verifications(database, clock, lastDone, ledger::isStandby);
    }

    @Bean
    Routes verificationRoutes(Verifications verifications, LicenseKey key, Ledger ledger) {
        return new VerificationRoutes(verifications, key, ledger::isServing);
    }
}
