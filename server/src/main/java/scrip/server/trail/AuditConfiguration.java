package scrip.server.trail;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.http.Recorder;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    AuditTrail auditTrail(Database database, InstantSource clock) {
        return new AuditTrail(database, clock);
    }

    @Bean
    Recorder recorder(AuditTrail trail, Ledger ledger) {
        return new AuditRecorder(trail, ledger);
    }

    @Bean
    Routes auditRoutes(Database database, Ledger ledger) {
        return new AuditRoutes(new AuditStore(database), ledger);
    }
}
