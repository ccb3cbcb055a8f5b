package scrip.server.signin;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.people.Passwords;
import scrip.server.people.Persons;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

    @Bean
    Sessions sessions(Database database, Persons persons, Revision revision, InstantSource clock) {
        return new Sessions(database, persons, revision, clock);
    }

    @Bean
    SessionAnswers sessionAnswers(Database database, Persons persons, Site site) {
        return new SessionAnswers(database, persons, site);
    }

    @Bean
    SignIn signIn(
            Database database,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            AuditTrail trail,
            Limits limits) {
        return new SignIn(database, persons, passwords, sessions, trail, limits);
    }

    @Bean
    Routes sessionRoutes(
            Database database,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            SessionAnswers answers,
            SignIn signIn,
            AuditTrail trail,
            InstantSource clock) {
        return new SessionRoutes(
                database, persons, passwords, sessions, answers, signIn, trail, clock);
    }
}
