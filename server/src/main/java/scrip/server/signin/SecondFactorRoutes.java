package scrip.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.people.Fields;
import scrip.server.role.Permission;

/// The operations on one's second factor.
final class SecondFactorRoutes implements Routes {

    private static final String ONE = "/v1/second-factor";
    private static final String CODE = "code";
    private static final String RECOVERY_CODE = "recovery_code";
    private static final int CODE_CHARACTERS_MAX = 20;

    private final SecondFactors factors;
    private final SessionAnswers answers;

    SecondFactorRoutes(SecondFactors factors, SessionAnswers answers) {
        this.factors = factors;
        this.answers = answers;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ONE, Permission.SESSION_OWN, this::one).reaching(Route.Reach.WAITING),
                Route.post(ONE, Permission.SESSION_OWN, this::begin)
                        .askingAgain()
                        .unrecorded()
                        .reaching(Route.Reach.SETTING_UP),
                Route.post(ONE + "/complete", Permission.SESSION_OWN, this::complete)
                        .askingAgain()
                        .reaching(Route.Reach.SETTING_UP),
                Route.post(ONE + "/confirm", Permission.SESSION_OWN, this::confirm)
                        .reaching(Route.Reach.SETTING_UP),
                Route.post(ONE + "/recovery-codes", Permission.SESSION_OWN, this::renewCodes)
                        .askingAgain(),
                Route.delete(ONE, Permission.SESSION_OWN, this::remove).askingAgain(),
                Route.post("/v1/session/second-factor", Permission.SESSION_OWN, this::give)
                        .askingAgain()
                        .reaching(Route.Reach.WAITING));
    }

    private record View(
            String state,
            boolean demanded,
            @Nullable Instant createdAt,
            @Nullable Instant stoppedAt,
            int recoveryCodesLeft) {

        static View of(SecondFactors.Standing standing) {
            FactorStore.Row factor = standing.factor();
            if (factor == null) {
                return new View("NONE", standing.isDemanded(), null, null, 0);
            }
            return new View(
                    factor.stoppedAt() == null ? "WORKING" : "STOPPED",
                    standing.isDemanded(),
                    factor.completedAt(),
                    factor.stoppedAt(),
                    standing.codesLeft());
        }
    }

    private Reply one(Call call) {
        call.checked();
        return Reply.ok(View.of(factors.of(person(call))));
    }

    private Reply begin(Call call) {
        call.bodyOrNothing();
        call.checked();
        return Reply.created(factors.begin(call, person(call)));
    }

    private Reply complete(Call call) {
        String code = code(call.body());
        call.checked();
        return Reply.ok(codes(factors.complete(call, person(call), code)));
    }

    private Reply confirm(Call call) {
        Input body = call.body();
        String password = Fields.secret(body, "password");
        String code = code(body);
        call.checked();
        factors.confirm(call, person(call), password, code);
        return Reply.ok(View.of(factors.of(person(call))));
    }

    private Reply renewCodes(Call call) {
        call.bodyOrNothing();
        call.checked();
        return Reply.ok(codes(factors.renewCodes(call, person(call))));
    }

    private Reply remove(Call call) {
        call.checked();
        factors.remove(call, person(call));
        return Reply.ok(View.of(factors.of(person(call))));
    }

    private Reply give(Call call) {
        Input body = call.body();
        if (body.has(RECOVERY_CODE)) {
            String recovery = body.text(RECOVERY_CODE, CODE_CHARACTERS_MAX * 2);
            call.checked();
            return answers.begun(call, factors.recover(call, person(call), recovery));
        }
        String code = code(body);
        call.checked();
        return answers.begun(call, factors.give(call, person(call), code));
    }

    /// Apps show a code in two groups.
    private static String code(Input body) {
        return body.text(CODE, CODE_CHARACTERS_MAX).replace(" ", "");
    }

    private static Map<String, List<String>> codes(List<String> codes) {
        return Map.of("recovery_codes", codes);
    }

    private static UUID person(Call call) {
        return Objects.requireNonNull(call.identity().actor().id());
    }
}
