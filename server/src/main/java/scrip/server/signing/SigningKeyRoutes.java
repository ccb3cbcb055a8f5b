package scrip.server.signing;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on the keys that sign answers.
final class SigningKeyRoutes implements Routes {

    /// Where everybody looks for keys that verify.
    private static final String JWKS = "/.well-known/jwks.json";

    private static final String PATH = "/v1/signing-keys";
    private static final String TYPE = "application/jwk-set+json";
    private static final int OK = 200;

    private final SigningKeys keys;

    SigningKeyRoutes(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<Route> all() {
        return List.of(
                published(),
                Route.get(PATH, Permission.SIGNING_KEYS_READ, this::list),
                Route.post(PATH + "/rotate", Permission.SIGNING_KEYS_WRITE, this::rotate));
    }

    /// Whoever asks there about access keeps the answer.
    @Override
    public List<Route> metered() {
        return List.of(published());
    }

    private Route published() {
        return Route.get(JWKS, Permission.ANYBODY, this::published);
    }

    private record View(
            UUID id,
            String state,
            Instant madeAt,
            @Nullable Instant signsFrom,
            @Nullable Instant signsUntil,
            @Nullable Instant publishedUntil) {

        static View of(SigningKey key) {
            return new View(
                    key.id(),
                    key.state().name(),
                    key.madeAt(),
                    key.signsFrom(),
                    key.signsUntil(),
                    key.publishedUntil());
        }
    }

    private record AllView(List<View> items) {

        static AllView of(List<SigningKey> keys) {
            return new AllView(keys.stream().map(View::of).toList());
        }
    }

    /// A key as RFC 8037 writes it.
    private record Jwk(String kty, String crv, String x, String kid, String use, String alg) {

        static Jwk of(SigningKey key) {
            String x = Base64.getUrlEncoder().withoutPadding().encodeToString(key.publicKey());
            return new Jwk("OKP", "Ed25519", x, key.id().toString(), "sig", "EdDSA");
        }
    }

    private record JwkSet(List<Jwk> keys) {}

    private Reply published(Call call) {
        call.checked();
        JwkSet all = new JwkSet(keys.published().stream().map(Jwk::of).toList());
        String kept = "public, max-age=" + SigningKeys.KEPT.toSeconds();
        return Reply.of(OK, TYPE, all, Map.of("Cache-Control", kept));
    }

    private Reply list(Call call) {
        call.checked();
        return Reply.ok(AllView.of(keys.published()));
    }

    private Reply rotate(Call call) {
        Input body = call.bodyOrNothing();
        boolean compromised = body.flag("compromised", false);
        call.checked();
        SigningKeys.Rotated rotated =
                keys.rotate(compromised)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.NEXT_KEY_TOO_NEW,
                                        "the next key was made less than %d minutes ago, so not everybody knows it yet"
                                                .formatted(
                                                        SigningKeys.PUBLISHED_BEFORE.toMinutes())));
        AllView after = AllView.of(rotated.after());
        call.note().changed(AllView.of(rotated.before()), after);
        return Reply.ok(after);
    }
}
