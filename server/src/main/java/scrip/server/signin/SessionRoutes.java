package scrip.server.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.people.Fields;
import scrip.server.people.Language;
import scrip.server.people.OwnWords;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.trail.AuditTrail;

/// The operations on sessions, and on the user's own data.
final class SessionRoutes implements Routes {

    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SessionAnswers answers;
    private final SignIn signIn;
    private final AuditTrail trail;
    private final InstantSource clock;

    SessionRoutes(
            Database database,
            Passwords passwords,
            Sessions sessions,
            SessionAnswers answers,
            SignIn signIn,
            AuditTrail trail,
            InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.answers = answers;
        this.signIn = signIn;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/session", Permission.SESSION_OWN, this::one)
                        .reaching(Route.Reach.WAITING),
                Route.post("/v1/session", Permission.ANYBODY, this::begin),
                Route.delete("/v1/session", Permission.SESSION_OWN, this::end)
                        .reaching(Route.Reach.WAITING),
                Route.get("/v1/sessions", Permission.SESSION_OWN, this::list),
                Route.delete("/v1/sessions", Permission.SESSION_OWN, this::endOthers),
                Route.delete("/v1/sessions/{session}", Permission.SESSION_OWN, this::endOne),
                Route.put("/v1/person", Permission.SESSION_OWN, this::rename),
                Route.put("/v1/person/password", Permission.SESSION_OWN, this::changePassword));
    }

    private record Row(
            UUID id,
            boolean current,
            String method,
            String address,
            String browser,
            Instant signedInAt,
            Instant lastUsedAt,
            Instant endsAt) {}

    /// A session that was ended, in the form of the audit log.
    private record Ended(String address, String browser, Instant signedInAt) {}

    private record NameAndLanguage(String name, String locale) {}

    private Reply one(Call call) {
        call.checked();
        return Reply.ok(answers.of(call, person(call), session(call).id()));
    }

    private Reply begin(Call call) {
        Input body = call.body();
        String email = Fields.email(body);
        String password = Fields.secret(body, "password");
        call.checked();
        Sessions.Begun begun = signIn.withPassword(call, email, password);
        sessions.changed();
        return answers.begun(call, begun);
    }

    private Reply end(Call call) {
        call.checked();
        change(
                call,
                "session.ended",
                c -> {
                    List<Ended> before = ended(c, call, id -> id.equals(session(call).id()));
                    SessionStore.end(c.sql(), person(call), session(call).id());
                    return before;
                });
        return answers.ended(call);
    }

    private Reply list(Call call) {
        call.checked();
        UUID current = session(call).id();
        List<Row> rows =
                database
                        .readAll(sql -> SessionStore.of(sql, person(call), clock.instant()))
                        .stream()
                        .map(s ->
                                new Row(
                                        s.id(),
                                        s.id().equals(current),
                                        s.method().name(),
                                        s.address(),
                                        Browsers.name(s.agent()),
                                        s.signedInAt(),
                                        s.lastUsedAt(),
                                        s.endsAt()))
                        .toList();
        return Reply.ok(Page.whole(rows));
    }

    private Reply endOthers(Call call) {
        call.checked();
        change(
                call,
                "sessions.ended",
                c -> {
                    List<Ended> before = ended(c, call, id -> !id.equals(session(call).id()));
                    SessionStore.endAll(c.sql(), person(call), session(call).id());
                    revokeProofs(c, call);
                    return before;
                });
        return list(call);
    }

    private Reply endOne(Call call) {
        UUID id = call.uuid("session");
        call.checked();
        change(
                call,
                "session.ended",
                c -> {
                    List<Ended> before = ended(c, call, id::equals);
                    if (!SessionStore.end(c.sql(), person(call), id)) {
                        throw new ProblemException(
                                ProblemCode.UNKNOWN_SESSION, "you have no session " + id);
                    }
                    revokeProofs(c, call);
                    return before;
                });
        return list(call);
    }

    /// Whoever had the ended session may have asked for a link to another address.
    private static void revokeProofs(AuditTrail.AuditedChange change, Call call) {
        LinkStore.revokeOpen(change.sql(), Link.Kind.ADDRESS, person(call), change.now());
    }

    private Reply rename(Call call) {
        Input body = call.body();
        String name = Fields.name(body);
        Language locale = Fields.localeGiven(body);
        call.checked();
        Person before = me(call);
        Person after = before.renamed(name, locale);
        trail.change(
                call,
                c -> {
                    Persons.rename(c.sql(), before.id(), name, locale);
                    sessions.note(
                            c,
                            before,
                            call.route().action(),
                            new NameAndLanguage(before.name(), before.locale()),
                            new NameAndLanguage(name, locale.code()));
                    return null;
                });
        sessions.changed();
        return Reply.ok(after.view());
    }

    private Reply changePassword(Call call) {
        Input body = call.body();
        String present = Fields.secret(body, "present");
        String wanted = Fields.secret(body, "wanted");
        call.checked();
        SignIn.Checked checked = signIn.check(call, me(call).email(), present);
        Person me = checked.person();
        String hash =
                passwords.hash(
                        call.address(), wanted, database.readAll(sql -> OwnWords.of(sql, me.id())));
        Sessions.Begun begun =
                trail.change(
                        call,
                        c -> {
                            checked.still(c.sql());
                            boolean whole = sessions.isWhole(call, c.sql(), me.id());
                            Persons.setPassword(c.sql(), me.id(), hash);
                            sessions.expel(c.sql(), me.id(), c.now());
                            sessions.note(c, me, "password.changed", null);
                            return whole
                                    ? sessions.beginWhole(
                                            call, c, me, SignInMethod.PASSWORD, "session")
                                    : sessions.begin(call, c, me, SignInMethod.PASSWORD);
                        });
        sessions.changed();
        return answers.begun(call, begun);
    }

    /// @param work returns the previous sessions
    private void change(
            Call call, String action, Function<AuditTrail.AuditedChange, List<Ended>> work) {
        Person me = me(call);
        trail.change(
                call,
                c -> {
                    sessions.note(c, me, action, Map.of("sessions", work.apply(c)), null);
                    return null;
                });
        sessions.changed();
    }

    private static List<Ended> ended(
            AuditTrail.AuditedChange change, Call call, Predicate<UUID> which) {
        return SessionStore.of(change.sql(), person(call), change.now()).stream()
                .filter(s -> which.test(s.id()))
                .map(s -> new Ended(s.address(), Browsers.name(s.agent()), s.signedInAt()))
                .toList();
    }

    private Person me(Call call) {
        return database.readAll(sql -> Persons.byId(sql, person(call)).orElseThrow());
    }

    private static UUID person(Call call) {
        return Objects.requireNonNull(call.identity().actor().id());
    }

    private static Identity.Session session(Call call) {
        return Objects.requireNonNull(call.identity().session());
    }
}
