package scrip.server.signin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.people.Language;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Actor;
import scrip.server.role.VendorRole;
import scrip.server.trail.AuditTrail;

/// Creates the vendor's first administrator, through a link shown only to the operator who started
/// the server.
public final class SetUp {

    private static final AuditTrail.Origin START =
            new AuditTrail.Origin(
                    new Actor(Actor.Kind.SYSTEM, null, "server"), "localhost", "", "start");

    private final Database database;
    private final Links links;
    private final Passwords passwords;
    private final SignIn signIn;
    private final AuditTrail trail;
    private final InstantSource clock;

    SetUp(
            Database database,
            Links links,
            Passwords passwords,
            SignIn signIn,
            AuditTrail trail,
            InstantSource clock) {
        this.database = database;
        this.links = links;
        this.passwords = passwords;
        this.signIn = signIn;
        this.trail = trail;
        this.clock = clock;
    }

    /// A new link, as long as the vendor has no administrator; earlier links stop working.
    public Optional<String> link() {
        if (database.readAll(Persons::hasAdministrator)) {
            return Optional.empty();
        }
        return Optional.of(
                trail.change(
                        START,
                        change -> {
                            LinkStore.revokeOpen(
                                    change.sql(), Link.Kind.SET_UP, null, change.now());
                            Links.Made made =
                                    links.make(
                                            change,
                                            Link.Kind.SET_UP,
                                            null,
                                            null,
                                            null,
                                            List.of(),
                                            START.actor(),
                                            false);
                            change.note(
                                    new AuditTrail.Event(
                                            "set-up.offered",
                                            null,
                                            null,
                                            made.link().id().toString(),
                                            null,
                                            null));
                            return made.address();
                        }));
    }

    /// Makes the person who has the link the administrator, and signs them in. Somebody who is
    /// known already gives their own password.
    Sessions.Begun complete(
            Call call, String secret, String email, String name, String password, Language locale) {
        signIn.slow(call);
        boolean known =
                database.readAll(sql -> {
                    links.open(sql, Link.Kind.SET_UP, secret, clock.instant());
                    return Persons.byEmail(sql, email).isPresent();
                });
        SignIn.Checked checked = known ? signIn.check(call, email, password) : null;
        String hash =
                checked == null
                        ? passwords.hash(call.address(), password, List.of(email, name))
                        : "";
        return links.redeem(
                call,
                Link.Kind.SET_UP,
                secret,
                (change, _) -> {
                    JdbcClient sql = change.sql();
                    Person person =
                            checked == null
                                    ? Persons.add(sql, email, name, locale, hash, change.now())
                                    : checked.still(sql);
                    Persons.joinVendor(
                            sql, person.id(), List.of(VendorRole.ADMINISTRATOR), change.now());
                    change.note(
                            new AuditTrail.Event(
                                    call.route().action(),
                                    null,
                                    null,
                                    person.id().toString(),
                                    null,
                                    person));
                    return person;
                });
    }
}
