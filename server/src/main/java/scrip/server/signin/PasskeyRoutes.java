package scrip.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.people.Fields;
import scrip.server.role.Permission;
import tools.jackson.databind.JsonNode;

/// The operations on passkeys.
final class PasskeyRoutes implements Routes {

    private static final int LABEL_CHARACTERS_MAX = 100;

    private final Passkeys passkeys;
    private final SessionAnswers answers;

    PasskeyRoutes(Passkeys passkeys, SessionAnswers answers) {
        this.passkeys = passkeys;
        this.answers = answers;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/passkeys", Permission.SESSION_OWN, this::list)
                        .reaching(Route.Reach.SETTING_UP),
                Route.post("/v1/passkeys", Permission.SESSION_OWN, this::add)
                        .askingAgain()
                        .reaching(Route.Reach.SETTING_UP),
                Route.post("/v1/passkeys/options", Permission.SESSION_OWN, this::beginToAdd)
                        .askingAgain()
                        .unrecorded()
                        .reaching(Route.Reach.SETTING_UP),
                Route.post("/v1/passkeys/{passkey}/confirm", Permission.SESSION_OWN, this::confirm)
                        .reaching(Route.Reach.SETTING_UP),
                Route.post("/v1/session/proof", Permission.SESSION_OWN, this::prove)
                        .reaching(Route.Reach.WAITING),
                Route.delete("/v1/passkeys/{passkey}", Permission.SESSION_OWN, this::remove)
                        .askingAgain(),
                Route.post("/v1/session/passkey-options", Permission.ANYBODY, this::beginToSignIn),
                Route.post("/v1/session/passkey", Permission.ANYBODY, this::signIn));
    }

    private record View(
            UUID id,
            String label,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant stoppedAt) {

        static View of(PasskeyStore.Row row) {
            return new View(row.id(), row.label(), row.madeAt(), row.lastUsedAt(), row.stoppedAt());
        }
    }

    private Reply list(Call call) {
        call.checked();
        return Reply.ok(Page.whole(passkeys.of(person(call)).stream().map(View::of).toList()));
    }

    private Reply beginToAdd(Call call) {
        call.bodyOrNothing();
        call.checked();
        return Reply.ok(passkeys.beginToAdd(call, person(call)));
    }

    private Reply add(Call call) {
        Input body = call.body();
        UUID ceremony = body.uuid("ceremony");
        String label = body.text("label", LABEL_CHARACTERS_MAX);
        JsonNode credential = body.tree("credential");
        call.checked();
        return Reply.created(
                View.of(passkeys.add(call, person(call), ceremony, label, credential)));
    }

    private Reply remove(Call call) {
        UUID id = call.uuid("passkey");
        call.checked();
        passkeys.remove(call, person(call), id);
        return list(call);
    }

    private Reply confirm(Call call) {
        UUID id = call.uuid("passkey");
        String password = Fields.secret(call.body(), "password");
        call.checked();
        passkeys.confirm(call, person(call), id, password);
        return list(call);
    }

    private Reply prove(Call call) {
        Input body = call.body();
        if (body.has("password")) {
            String password = Fields.secret(body, "password");
            call.checked();
            passkeys.prove(call, person(call), password);
        } else {
            UUID ceremony = body.uuid("ceremony");
            JsonNode credential = body.tree("credential");
            call.checked();
            passkeys.prove(call, person(call), ceremony, credential);
        }
        UUID session = Objects.requireNonNull(call.identity().session()).id();
        return Reply.ok(answers.of(call, person(call), session));
    }

    private Reply beginToSignIn(Call call) {
        call.bodyOrNothing();
        call.checked();
        return Reply.ok(passkeys.beginToSignIn(call));
    }

    private Reply signIn(Call call) {
        Input body = call.body();
        UUID ceremony = body.uuid("ceremony");
        JsonNode credential = body.tree("credential");
        call.checked();
        return answers.begun(call, passkeys.signIn(call, ceremony, credential));
    }

    private static UUID person(Call call) {
        return Objects.requireNonNull(call.identity().actor().id());
    }
}
