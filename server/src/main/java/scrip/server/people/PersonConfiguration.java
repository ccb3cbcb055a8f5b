package scrip.server.people;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class PersonConfiguration {

    @Bean
    Revision revision() {
        return new Revision();
    }

    @Bean
    Persons persons() {
        return new Persons();
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Routes peopleRoutes(Database database, Ledger ledger, AuditTrail trail, Revision revision) {
        return new PeopleRoutes(new People(database, ledger, trail, revision));
    }
}
