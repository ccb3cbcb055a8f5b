package scrip.server.key;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class KeyConfiguration {

    @Bean
    KeyRing keyRing(Database database, Revision revision, InstantSource clock) {
        return new KeyRing(database, revision, clock);
    }

    @Bean
    Routes keyRoutes(
            Database database,
            Ledger ledger,
            AuditTrail trail,
            Revision revision,
            PublishedCatalogs catalogs,
            InstantSource clock) {
        return new KeyRoutes(new ApiKeys(database, ledger, trail, revision, clock), catalogs);
    }
}
