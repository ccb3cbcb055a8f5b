package scrip.server.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.people.Givers;
import scrip.server.people.OwnWords;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.trail.AuditTrail;

/// Lets people set a new password with a link created by somebody responsible for them.
final class Resets {

    private final Database database;
    private final Links links;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Letters letters;
    private final AuditTrail trail;
    private final Givers givers;
    private final InstantSource clock;

    Resets(
            Database database,
            Links links,
            Passwords passwords,
            Sessions sessions,
            SignIn signIn,
            Letters letters,
            AuditTrail trail,
            Givers givers,
            InstantSource clock) {
        this.database = database;
        this.links = links;
        this.passwords = passwords;
        this.sessions = sessions;
        this.signIn = signIn;
        this.letters = letters;
        this.trail = trail;
        this.givers = givers;
        this.clock = clock;
    }

    /// Creates a link for a person of an organization, or of the vendor.
    ///
    /// @param account null for the vendor
    Links.Made make(Call call, @Nullable Long account, UUID who) {
        int realm = call.realm().number();
        letters.take(
                call, database.readAll(sql -> addressee(sql, call, account, who, clock.instant())));
        Links.Made made =
                trail.change(
                        call,
                        change -> {
                            var _ = addressee(change.sql(), call, account, who, change.now());
                            LinkStore.revokeOpen(change.sql(), Link.Kind.RESET, who, change.now());
                            Links.Made link =
                                    links.make(
                                            change,
                                            Link.Kind.RESET,
                                            null,
                                            who,
                                            account,
                                            List.of(),
                                            call.identity().actor(),
                                            letters.sends(call));
                            change.note(
                                    new AuditTrail.Event(
                                            call.route().action(),
                                            account == null ? null : realm,
                                            account,
                                            who.toString(),
                                            null,
                                            null));
                            return link;
                        });
        if (made.link().mailed()) {
            letters.reset(
                    made, database.readAll(sql -> Persons.byId(sql, who).orElseThrow()).email());
        }
        return made;
    }

    /// The address of a person for whom the caller may make a link; throws if they may not.
    private String addressee(
            JdbcClient sql, Call call, @Nullable Long account, UUID who, Instant now) {
        LinkRights.checkReset(sql, givers.now(sql, call, now), account, who);
        letters.checkSends(call);
        return Persons.byId(sql, who).orElseThrow().email();
    }

    /// Sets the password, ends all sessions of the person, and signs them in. Whoever had the
    /// account before may have prepared a way back: passkeys and the second factor stop until the
    /// person confirms each, and identities that were linked in the profile are linked anew.
    Sessions.Begun complete(Call call, String secret, String password) {
        signIn.slow(call);
        Person person =
                database.readAll(sql -> {
                    Link link = links.open(sql, Link.Kind.RESET, secret, clock.instant());
                    return Persons.byId(sql, Objects.requireNonNull(link.person())).orElseThrow();
                });
        String hash =
                passwords.hash(
                        call.address(),
                        password,
                        database.readAll(sql -> OwnWords.of(sql, person.id())));
        return links.redeem(
                call,
                Link.Kind.RESET,
                secret,
                (change, _) -> {
                    Persons.setPassword(change.sql(), person.id(), hash);
                    Persons.unprove(change.sql(), person.id());
                    Expulsion.of(change.sql(), person.id(), true, change.now());
                    LinkStore.removeIdentities(change.sql(), person.id());
                    sessions.note(change, person, "password.reset", null);
                    return person;
                });
    }
}
