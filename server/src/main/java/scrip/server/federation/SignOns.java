package scrip.server.federation;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.Secret;
import scrip.server.people.ProviderWord;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.signin.SignIn;
import scrip.server.trail.AuditTrail;

/// Sends people to a provider, and takes what they bring back.
final class SignOns {

    /// Binds a browser to what it began.
    static final String COOKIE = "scrip_sign_on";

    /// How long somebody may take at a provider.
    static final Duration LENGTH_MAX = Duration.ofMinutes(15);

    private static final String REFUSED = "sign-on.refused";

    private final Database database;
    private final AuditTrail trail;
    private final SignIn signIn;
    private final Registrations registrations;
    private final ProviderSecrets secrets;
    private final InstantSource clock;

    SignOns(
            Database database,
            AuditTrail trail,
            SignIn signIn,
            Registrations registrations,
            ProviderSecrets secrets,
            InstantSource clock) {
        this.database = database;
        this.trail = trail;
        this.signIn = signIn;
        this.registrations = registrations;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// A way to a provider.
    ///
    /// @param location where the browser goes
    /// @param cookie for the browser
    record Begun(String location, String cookie) {}

    /// What a browser brought back.
    ///
    /// @param error instead of a code
    /// @param issuer who says to have sent it; null if nobody says
    record Returned(
            String state, @Nullable String code, @Nullable String error, @Nullable String issuer) {}

    /// Somebody who is back, with what they went for.
    record Back(AuthorizationRequests.Row request, Arrival arrival) {}

    /// @param isAnsweredFor whether whoever set the provider up still may
    private record Asked(Client client, boolean isAnsweredFor) {
        IdentityProvider provider() {
            return client.provider();
        }
    }

    /// Sends somebody to a provider.
    Begun begin(Call call, UUID id, AuthorizationRequests.Purpose purpose) {
        signIn.slow(call);
        Registrations.Known known = known(call, provider(id));
        String cookie = Secret.fresh();
        String state = Secret.fresh();
        String nonce = Secret.fresh();
        OAuth2AuthorizationRequest.Builder builder =
                OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri(known.authorizationUri())
                        .clientId(known.registration().getClientId())
                        .redirectUri(known.callback())
                        .scopes(known.registration().getScopes())
                        .state(state)
                        .attributes(a -> a.put(OidcParameterNames.NONCE, nonce))
                        .additionalParameters(p -> {
                            p.put(OidcParameterNames.NONCE, hashed(nonce));
                            if (purpose != AuthorizationRequests.Purpose.SIGN_IN) {
                                p.put("prompt", "login");
                                p.put("max_age", "0");
                            }
                        });
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(builder);
        OAuth2AuthorizationRequest request = builder.build();
        String verifier =
                Objects.requireNonNull(request.getAttribute(PkceParameterNames.CODE_VERIFIER));
        UUID row = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        boolean signsIn = purpose == AuthorizationRequests.Purpose.SIGN_IN;
        Identity.Session session = call.identity().session();
        AuthorizationRequests.Row pending =
                new AuthorizationRequests.Row(
                        row,
                        id,
                        Secret.hash(state),
                        Secret.hash(cookie),
                        secrets.sealed(row, nonce + " " + verifier),
                        purpose,
                        signsIn ? null : call.identity().actor().id(),
                        signsIn || session == null ? null : session.id(),
                        now,
                        now.plus(LENGTH_MAX));
        database.transact(sql -> {
            AuthorizationRequests.add(sql, pending);
            return null;
        });
        return new Begun(request.getAuthorizationRequestUri(), cookie);
    }

    /// Takes what a browser brought back from a provider, and asks the provider who it is.
    ///
    /// @throws ProblemException if anything about it is not as it was begun
    Back take(Call call, UUID id, Returned returned) {
        signIn.slow(call);
        AuthorizationRequests.Row request =
                database.transact(sql ->
                        AuthorizationRequests.take(sql, Secret.hash(returned.state)).orElse(null));
        String cookie = call.cookie(COOKIE);
        if (request == null
                || !request.expiresAt().isAfter(clock.instant())
                || cookie == null
                || !MessageDigest.isEqual(Secret.hash(cookie), request.browser())) {
            throw refused(
                    call, null, "it was not begun in this browser, or too long ago: begin again");
        }
        Asked provider = provider(id);
        if (!request.provider().equals(id)) {
            throw refused(
                    call,
                    provider.provider(),
                    "another provider was asked than answers: begin again");
        }
        checkSession(call, request);
        Registrations.Known known = known(call, provider);
        checkIssuer(call, known, returned);
        return new Back(
                request,
                Arrival.of(provider.provider(), exchanged(call, known, request, returned)));
    }

    /// What was begun in a session ends in it.
    private void checkSession(Call call, AuthorizationRequests.Row request) {
        UUID session = request.session();
        Identity.Session own = call.identity().session();
        if (session != null && (own == null || !own.id().equals(session))) {
            throw refused(call, null, "you have signed out meanwhile: sign in and begin again");
        }
    }

    /// RFC 9207: a provider that names itself has to be the one that was asked, and one that
    /// promised to name itself has to.
    private void checkIssuer(Call call, Registrations.Known known, Returned returned) {
        String issuer = returned.issuer;
        boolean wrong =
                issuer == null
                        ? known.found().namesItself()
                        : !issuer.equals(known.provider().issuer());
        if (wrong) {
            throw refused(
                    call, known.provider(), "another provider was asked than answers: begin again");
        }
    }

    private OidcUser exchanged(
            Call call,
            Registrations.Known known,
            AuthorizationRequests.Row request,
            Returned returned) {
        String opened = secrets.opened(request.id(), request.secrets());
        if (opened == null) {
            throw refused(
                    call,
                    known.provider(),
                    "the key of this installation has changed: begin again");
        }
        String[] parts = opened.split(" ", 2);
        OAuth2AuthorizationRequest asked = asked(known, returned.state, parts[0], parts[1]);
        OAuth2AuthorizationResponse answered = answered(known.callback(), returned);
        try {
            OAuth2LoginAuthenticationToken result =
                    (OAuth2LoginAuthenticationToken)
                            registrations
                                    .exchange()
                                    .authenticate(
                                            new OAuth2LoginAuthenticationToken(
                                                    known.registration(),
                                                    new OAuth2AuthorizationExchange(
                                                            asked, answered)));
            if (result != null && result.getPrincipal() instanceof OidcUser user) {
                return user;
            }
            throw refused(call, known.provider(), "the provider said not who you are");
        } catch (OAuth2AuthenticationException | OAuth2AuthorizationException wrong) {
            throw refused(call, known.provider(), why(wrong));
        } catch (AuthenticationException | IllegalArgumentException wrong) {
            throw refused(call, known.provider(), Discovery.reason(wrong));
        }
    }

    /// The request as it was, as far as it matters for its answer.
    private static OAuth2AuthorizationRequest asked(
            Registrations.Known known, String state, String nonce, String verifier) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(known.authorizationUri())
                .clientId(known.registration().getClientId())
                .redirectUri(known.callback())
                .scopes(known.registration().getScopes())
                .state(state)
                .attributes(
                        Map.of(
                                OidcParameterNames.NONCE,
                                nonce,
                                PkceParameterNames.CODE_VERIFIER,
                                verifier))
                .build();
    }

    private static OAuth2AuthorizationResponse answered(String callback, Returned returned) {
        OAuth2AuthorizationResponse.Builder answer =
                returned.code == null
                        ? OAuth2AuthorizationResponse.error(
                                Objects.requireNonNullElse(returned.error, "invalid_request"))
                        : OAuth2AuthorizationResponse.success(returned.code);
        return answer.redirectUri(callback).state(returned.state).build();
    }

    private static String why(RuntimeException wrong) {
        OAuth2Error error =
                wrong instanceof OAuth2AuthenticationException found
                        ? found.getError()
                        : ((OAuth2AuthorizationException) wrong).getError();
        String more = error.getDescription();
        return Discovery.quoted(error.getErrorCode() + (more == null ? "" : ": " + more));
    }

    private Asked provider(UUID id) {
        return database.readAll(sql ->
                        secrets.client(sql, id)
                                .filter(c -> c.provider().enabled())
                                .map(c -> new Asked(c, ProviderWord.isAnsweredFor(sql, id))))
                .orElseThrow(() -> Providers.unknown(id));
    }

    private Registrations.Known known(Call call, Asked asked) {
        try {
            if (!asked.isAnsweredFor) {
                throw new ProviderFault(
                        "whoever set it up may do so no longer: somebody who may saves it again");
            }
            return registrations.of(asked.client);
        } catch (ProviderFault fault) {
            note(call, asked.provider(), fault.getMessage());
            throw new ProblemException(
                    ProblemCode.PROVIDER_FAULTY,
                    "the identity provider cannot be used now: ask whoever looks after it");
        }
    }

    /// Records that a provider's answer was not taken.
    ProblemException refused(Call call, @Nullable IdentityProvider provider, String why) {
        note(call, provider, why);
        return new ProblemException(
                ProblemCode.SIGN_ON_REFUSED, "single sign-on was refused: " + why);
    }

    /// The reason goes to whoever looks after the provider.
    void note(Call call, @Nullable IdentityProvider provider, @Nullable String why) {
        call.note().recorded();
        Map<String, String> said = Map.of("why", String.valueOf(why));
        trail.note(
                AuditTrail.Origin.of(call, Actor.NOBODY),
                provider == null
                        ? new AuditTrail.Event(REFUSED, null, null, null, null, said)
                        : provider.event(REFUSED, provider.id(), null, said));
    }

    /// As Spring Security compares it.
    private static String hashed(String nonce) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(DigestUtils.sha256(nonce));
    }
}
