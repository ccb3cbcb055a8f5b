package scrip.server.signin;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Actor;
import scrip.server.trail.AuditTrail;

/// Checks passwords, and slows those who guess. Whoever signed in before with a browser has tries
/// of their own there, which no stranger can use up; all others share those of their address for an
/// e-mail, and those of that e-mail.
public final class SignIn {

    private static final String SLOW = "too many tries: wait a little, or use a passkey";

    private final Database database;
    private final Persons persons;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AuditTrail trail;

    private final Throttle byAddress = new Throttle(300, Duration.ofMinutes(1), SLOW);
    private final Throttle byBrowser = new Throttle(20, Duration.ofMinutes(10), SLOW);
    private final Throttle byEmailAndAddress = new Throttle(10, Duration.ofMinutes(15), SLOW);
    private final Throttle byEmail = new Throttle(100, Duration.ofHours(1), SLOW);

    SignIn(
            Database database,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            AuditTrail trail) {
        this.database = database;
        this.persons = persons;
        this.passwords = passwords;
        this.sessions = sessions;
        this.trail = trail;
    }

    private record Known(@Nullable Person person, @Nullable String password, boolean browser) {}

    /// Begins a session.
    Sessions.Begun withPassword(Call call, String email, String password) {
        Person person = check(call, email, password);
        return trail.change(call, c -> sessions.begin(call, c, person, SignInMethod.PASSWORD));
    }

    /// Whoever has that e-mail and password.
    ///
    /// @throws ProblemException if nobody has, or when too many were tried
    public Person check(Call call, String email, String password) {
        slow(call);
        Known known =
                database.readAll(sql -> {
                    Person person = persons.byEmail(sql, email).orElse(null);
                    UUID id = person == null ? null : person.id();
                    return new Known(
                            person,
                            id == null ? null : persons.password(sql, id),
                            id != null && sessions.isKnownBrowser(sql, call, id));
                });
        String pair = email + " " + call.address();
        if (known.browser) {
            byBrowser.take(email + " " + call.cookie(Sessions.DEVICE_COOKIE));
        } else {
            byEmailAndAddress.take(pair);
            byEmail.take(email);
        }
        if (!passwords.matches(password, known.password) || known.person == null) {
            throw refused(call, email);
        }
        if (!known.browser) {
            byEmailAndAddress.giveBack(pair);
            byEmail.giveBack(email);
        }
        return known.person;
    }

    /// Slows an address that tries secrets of any kind: passwords, passkeys, links.
    public void slow(Call call) {
        byAddress.take(call.address());
    }

    /// Notes that somebody could not sign in.
    ///
    /// @param who as they named themselves
    public ProblemException refused(Call call, String who) {
        call.note().recorded();
        trail.note(
                AuditTrail.Origin.of(call, Actor.NOBODY),
                new AuditTrail.Event("session.refused", null, null, who, null, null));
        return new ProblemException(
                ProblemCode.SIGN_IN_REFUSED, "this is not the sign-in of anybody: try again");
    }
}
