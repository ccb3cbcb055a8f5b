package scrip.server.signin;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.http.Routes;
import scrip.server.ledger.Ledger;
import scrip.server.people.Passwords;
import scrip.server.people.Persons;
import scrip.server.trail.AuditTrail;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class InvitationConfiguration {

    @Bean
    Links links(Site site) {
        return new Links(site);
    }

    @Bean
    SetUp setUp(
            Database database,
            Links links,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            SignIn signIn,
            AuditTrail trail,
            InstantSource clock) {
        return new SetUp(database, links, persons, passwords, sessions, signIn, trail, clock);
    }

    @Bean
    Routes invitationRoutes(
            Database database,
            Ledger ledger,
            Links links,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            SessionAnswers answers,
            SignIn signIn,
            SetUp setUp,
            AuditTrail trail,
            InstantSource clock) {
        return new InvitationRoutes(
                new Invitations(
                        database, ledger, links, persons, passwords, sessions, signIn, trail,
                        clock),
                new Resets(database, links, persons, passwords, sessions, signIn, trail, clock),
                setUp,
                answers,
                clock);
    }
}
