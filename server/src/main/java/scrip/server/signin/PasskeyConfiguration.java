package scrip.server.signin;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.people.Persons;
import scrip.server.trail.AuditTrail;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class PasskeyConfiguration {

    @Bean
    Routes passkeyRoutes(
            Database database,
            Persons persons,
            Sessions sessions,
            SessionAnswers answers,
            SignIn signIn,
            AuditTrail trail,
            Site site,
            InstantSource clock) {
        return new PasskeyRoutes(
                new Passkeys(database, persons, sessions, signIn, trail, site, clock), answers);
    }
}
