package scrip.server.federation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.Cookies;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.people.Fields;
import scrip.server.role.Permission;
import scrip.server.signin.SessionAnswers;

/// The operations of going to a provider and coming back.
final class SignOnRoutes implements Routes {

    private static final String SIGN_ON = "/v1/sign-on";
    private static final String PROVIDER = "provider";
    private static final int TEXT_CHARACTERS_MAX = 4_000;

    private final Database database;
    private final SignOns signOns;
    private final Arrivals arrivals;
    private final SignOuts signOuts;
    private final SessionAnswers answers;

    SignOnRoutes(
            Database database,
            SignOns signOns,
            Arrivals arrivals,
            SignOuts signOuts,
            SessionAnswers answers) {
        this.database = database;
        this.signOns = signOns;
        this.arrivals = arrivals;
        this.signOuts = signOuts;
        this.answers = answers;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(SIGN_ON, Permission.ANYBODY, this::find),
                Route.post(SIGN_ON + "/{provider}", Permission.ANYBODY, this::begin),
                Route.post(SIGN_ON + "/{provider}/complete", Permission.ANYBODY, this::complete),
                Route.post("/v1/session/proof/sign-on", Permission.SESSION_OWN, this::beginProof)
                        .unrecorded()
                        .reaching(Route.Reach.WAITING),
                Route.post("/v1/session/sign-out", Permission.SESSION_OWN, this::signOut)
                        .reaching(Route.Reach.WAITING));
    }

    /// What a button needs.
    record Button(UUID id, String name) {

        static Button of(IdentityProvider provider) {
            return new Button(provider.id(), provider.name());
        }
    }

    private record Done(String purpose, Object session, @Nullable String rolesKept) {}

    private record Location(@Nullable String location) {}

    /// By an address only its domain is looked at, so nobody learns who is known here.
    private Reply find(Call call) {
        UUID id = call.query().uuidOrNull(PROVIDER);
        String email = call.query().has("email") ? Fields.email(call.query()) : null;
        call.checked();
        List<Button> found =
                database.readAll(sql -> {
                    if (id != null) {
                        return IdentityProviders.byId(sql, id)
                                .filter(IdentityProvider::enabled)
                                .map(Button::of)
                                .stream()
                                .toList();
                    }
                    return email == null
                            ? List.of()
                            : IdentityProviders.ofDomain(sql, Arrival.domain(email)).stream()
                                    .map(Button::of)
                                    .toList();
                });
        return Reply.ok(Page.whole(found));
    }

    private Reply begin(Call call) {
        UUID id = call.uuid(PROVIDER);
        call.bodyOrNothing();
        call.checked();
        return sent(call, signOns.begin(call, id, AuthorizationRequests.Purpose.SIGN_IN));
    }

    private Reply beginProof(Call call) {
        UUID id = call.body().uuid(PROVIDER);
        call.checked();
        return sent(call, signOns.begin(call, id, AuthorizationRequests.Purpose.PROOF));
    }

    /// The way to a provider, with the cookie that binds the browser to it.
    static Reply sent(Call call, SignOns.Begun begun) {
        return Reply.ok(new Location(begun.location()))
                .with(
                        Cookies.set(
                                SignOns.COOKIE,
                                begun.cookie(),
                                SignOns.LENGTH_MAX,
                                call.isSecure()));
    }

    private Reply complete(Call call) {
        UUID id = call.uuid(PROVIDER);
        Input body = call.body();
        SignOns.Returned returned =
                new SignOns.Returned(
                        body.text("state", TEXT_CHARACTERS_MAX),
                        body.textOrNull("code", TEXT_CHARACTERS_MAX),
                        body.textOrNull("error", TEXT_CHARACTERS_MAX),
                        body.textOrNull("iss", TEXT_CHARACTERS_MAX));
        call.checked();
        SignOns.Back back = signOns.take(call, id, returned);
        return switch (back.request().purpose()) {
            case SIGN_IN -> {
                Arrivals.SignedIn signedIn = arrivals.signIn(call, back.arrival());
                yield done(call, back, answers.begun(call, signedIn.session()), signedIn.kept());
            }
            case LINK -> {
                arrivals.link(call, back);
                yield done(call, back, answers.present(call), null);
            }
            case PROOF -> {
                arrivals.prove(call, back);
                yield done(call, back, answers.present(call), null);
            }
        };
    }

    private static Reply done(
            Call call, SignOns.Back back, Reply session, @Nullable String rolesKept) {
        Done done = new Done(back.request().purpose().name(), session.body(), rolesKept);
        return new Reply(session.status(), done, session.headers(), session.cookies())
                .with(Cookies.clear(SignOns.COOKIE, call.isSecure()));
    }

    private Reply signOut(Call call) {
        call.bodyOrNothing();
        call.checked();
        return new Reply(
                200, new Location(signOuts.signOut(call)), Map.of(), answers.ended(call).cookies());
    }
}
