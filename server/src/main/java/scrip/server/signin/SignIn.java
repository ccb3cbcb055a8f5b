package scrip.server.signin;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Actor;
import scrip.server.trail.AuditTrail;

/// Checks passwords, and slows down guessing. A browser in which a person has signed in before has
/// tries of its own, which no stranger can use up; all others share the tries for their IP address
/// and e-mail address, and those for the e-mail address alone.
public final class SignIn {

    private static final String SLOW = "too many tries: wait a little, or use a passkey";

    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AuditTrail trail;

    private final Throttle byAddress = new Throttle(300, Duration.ofMinutes(1), SLOW);
    private final Throttle byBrowser = new Throttle(20, Duration.ofMinutes(10), SLOW);
    private final Throttle byEmailAndAddress = new Throttle(10, Duration.ofMinutes(15), SLOW);
    private final Throttle byEmail;

    SignIn(
            Database database,
            Passwords passwords,
            Sessions sessions,
            AuditTrail trail,
            Limits limits) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.trail = trail;
        this.byEmail = new Throttle(limits.email().tries(), limits.email().every(), SLOW);
    }

    private record Known(@Nullable Person person, @Nullable String password, boolean browser) {}

    /// Begins a session.
    Sessions.Begun withPassword(Call call, String email, String password) {
        Checked checked = check(call, email, password);
        return trail.change(
                call, c -> sessions.begin(call, c, checked.still(c.sql()), SignInMethod.PASSWORD));
    }

    /// Somebody whose password was right. To check one takes long, so whoever goes on to change
    /// something asks in the same transaction whether it still is.
    record Checked(Person person, String hash) {

        /// The person.
        ///
        /// @throws ProblemException if their password or address was changed meanwhile
        Person still(JdbcClient sql) {
            Person now = Persons.byId(sql, person.id()).orElseThrow();
            if (!now.email().equals(person.email())
                    || !hash.equals(Persons.password(sql, person.id()))) {
                throw wrong();
            }
            return now;
        }
    }

    /// The person with that e-mail address and password.
    ///
    /// @throws ProblemException if there is none, or after too many tries
    Checked check(Call call, String email, String password) {
        Checked checked = tried(call, email, password);
        if (checked == null) {
            throw refused(call, email);
        }
        return checked;
    }

    /// The same, and null if there is none.
    ///
    /// @throws ProblemException after too many tries
    @Nullable Checked tried(Call call, String email, String password) {
        slow(call);
        return passwords.inTurn(call.address(), check -> tried(call, email, password, check));
    }

    private @Nullable Checked tried(
            Call call, String email, String password, Passwords.Check check) {
        Known known = known(call, email);
        String pair = email + " " + call.address();
        if (known.browser) {
            byBrowser.take(email + " " + call.cookie(Sessions.DEVICE_COOKIE));
        } else {
            byEmailAndAddress.take(pair);
            byEmail.take(email);
        }
        if (!check.matches(password, known.password)
                || known.person == null
                || known.password == null) {
            return null;
        }
        if (!known.browser) {
            giveBack(call, email);
        }
        return new Checked(known.person, known.password);
    }

    private Known known(Call call, String email) {
        return database.readAll(sql -> {
            Person person = Persons.byEmail(sql, email).orElse(null);
            UUID id = person == null ? null : person.id();
            return new Known(
                    person,
                    id == null ? null : Persons.password(sql, id),
                    id != null && sessions.isKnownBrowser(sql, call, id));
        });
    }

    /// Restores the try of somebody who was nobody's yet and came in by a link.
    void giveBack(Call call, String email) {
        byEmailAndAddress.giveBack(email + " " + call.address());
        byEmail.giveBack(email);
    }

    /// Slows down an IP address that tries secrets of any kind: passwords, passkeys, links.
    public void slow(Call call) {
        byAddress.take(call.address());
    }

    /// Records a failed sign-in.
    ///
    /// @param who the name they gave
    public ProblemException refused(Call call, String who) {
        call.note().recorded();
        trail.note(
                AuditTrail.Origin.of(call, Actor.NOBODY),
                new AuditTrail.Event("session.refused", null, null, who, null, null));
        return wrong();
    }

    static ProblemException wrong() {
        return new ProblemException(ProblemCode.SIGN_IN_REFUSED, "the sign-in is wrong: try again");
    }
}
