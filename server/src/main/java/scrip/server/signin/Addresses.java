package scrip.server.signin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.trail.AuditTrail;

/// Lets people prove their address by mail, or take another one that they have proven.
final class Addresses {

    private final Links links;
    private final Letters letters;
    private final Sessions sessions;
    private final SignIn signIn;
    private final AuditTrail trail;

    Addresses(Links links, Letters letters, Sessions sessions, SignIn signIn, AuditTrail trail) {
        this.links = links;
        this.letters = letters;
        this.sessions = sessions;
        this.signIn = signIn;
        this.trail = trail;
    }

    /// Sends a link to the address. Whether another person has it, only the link tells: who opens
    /// it reads that person's mail.
    void send(Call call, UUID me, String email) {
        sessions.checkMakesWaysIn(call, me);
        if (!letters.isSetUp()) {
            throw new ProblemException(
                    ProblemCode.MAIL_NOT_SET_UP,
                    "this server sends no mail: ask its operator, or add a passkey");
        }
        signIn.slow(call);
        letters.take(call, email);
        Links.Made made =
                trail.change(
                        call,
                        change -> {
                            LinkStore.revokeOpen(change.sql(), Link.Kind.ADDRESS, me, change.now());
                            Links.Made link =
                                    links.make(
                                            change,
                                            Link.Kind.ADDRESS,
                                            email,
                                            me,
                                            null,
                                            List.of(),
                                            call.identity().actor(),
                                            true);
                            sessions.note(
                                    change, person(change.sql(), me), call.route().action(), null);
                            return link;
                        });
        letters.proof(made, email);
    }

    /// Gives the person of a link its address, proven. They are signed in: another who reads that
    /// mail proves nothing for them.
    Person prove(Call call, UUID me, String secret) {
        signIn.slow(call);
        Person proven =
                trail.change(
                        call,
                        change -> {
                            JdbcClient sql = change.sql();
                            Link link = links.open(sql, Link.Kind.ADDRESS, secret, change.now());
                            if (!me.equals(link.person())) {
                                throw Links.unknown();
                            }
                            String email = Objects.requireNonNull(link.email());
                            Person before = person(sql, me);
                            if (Persons.byEmail(sql, email)
                                    .filter(p -> !p.id().equals(me))
                                    .isPresent()) {
                                throw new ProblemException(
                                        ProblemCode.ADDRESS_TAKEN,
                                        "another account has this address: sign in with it instead");
                            }
                            LinkStore.use(sql, link.id(), change.now());
                            if (!before.email().equals(email)) {
                                Persons.move(sql, me, email, change.now());
                            }
                            Persons.prove(sql, me, Persons.EmailProof.MAIL, change.now());
                            sessions.note(
                                    change,
                                    before,
                                    call.route().action(),
                                    Map.of("email", before.email()),
                                    Map.of("email", email));
                            return person(sql, me);
                        });
        sessions.changed();
        return proven;
    }

    private static Person person(JdbcClient sql, UUID id) {
        return Persons.byId(sql, id).orElseThrow();
    }
}
