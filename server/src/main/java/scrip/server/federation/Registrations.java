package scrip.server.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import scrip.server.signin.Site;

/// What Spring Security needs to know of each provider, and what it does with it. A provider is
/// asked about itself anew every few minutes, or seconds after it could not be used, and at once
/// when its settings change.
final class Registrations {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /// How long a provider that cannot be used is not asked again, however many want to sign in.
    static final Duration FAULT_REMEMBERED = Duration.ofSeconds(10);

    private static final int REMEMBERED_MAX = 1_000;

    /// Where browsers come back to; the provider's id follows.
    private static final String CALLBACK = "/sign-on/";

    private final Discovery discovery;
    private final Site site;
    private final Clock clock;
    private final RestTemplate rest;
    private final OidcAuthorizationCodeAuthenticationProvider exchange;
    private final Map<UUID, Answer> answers = new ConcurrentHashMap<>();

    Registrations(ProviderHttp http, Discovery discovery, Site site, InstantSource clock) {
        this.discovery = discovery;
        this.site = site;
        this.clock = clock.withZone(ZoneOffset.UTC);
        this.rest = new RestTemplate(http.factory());
        rest.setInterceptors(List.of(http));
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        this.exchange = exchange(http);
    }

    /// What came of asking a provider about itself.
    sealed interface Answer {
        Client client();

        Instant readAt();
    }

    /// A provider that cannot be used.
    record Faulty(Client client, String fault, Instant readAt) implements Answer {}

    /// A provider with its client.
    record Known(
            Client client,
            Discovery.Found found,
            ClientRegistration registration,
            JwtDecoder decoder,
            Instant readAt)
            implements Answer {

        IdentityProvider provider() {
            return client.provider();
        }

        /// Where browsers go.
        String authorizationUri() {
            return Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri());
        }

        /// Where they come back to.
        String callback() {
            return Objects.requireNonNull(registration.getRedirectUri());
        }
    }

    /// The address where browsers come back to from a provider. Each has its own, so that nothing
    /// that one of them answered is taken for another's answer.
    String callback(UUID provider) {
        return site.origin() + CALLBACK + provider;
    }

    /// @throws ProviderFault if the provider cannot be used now
    Known of(Client client) throws ProviderFault {
        UUID id = client.provider().id();
        Answer answer = answers.get(id);
        if (answer == null || !answer.client().equals(client) || !isRemembered(answer)) {
            answer = asked(client);
            if (answers.size() >= REMEMBERED_MAX) {
                answers.clear();
            }
            answers.put(id, answer);
        }
        return switch (answer) {
            case Known known -> known;
            case Faulty faulty -> throw new ProviderFault(faulty.fault);
        };
    }

    private boolean isRemembered(Answer answer) {
        Duration most = answer instanceof Known ? REMEMBERED : FAULT_REMEMBERED;
        return Duration.between(answer.readAt(), clock.instant()).abs().compareTo(most) < 0;
    }

    private Answer asked(Client client) {
        IdentityProvider provider = client.provider();
        try {
            if (client.secret() == null) {
                throw new ProviderFault(
                        "the client's secret was stored with another installation's key: enter it again");
            }
            Discovery.Found found = discovery.of(provider.issuer());
            Set<String> scopes = new LinkedHashSet<>();
            scopes.add(OidcScopes.OPENID);
            scopes.addAll(provider.scopes());
            ClientRegistration registration =
                    found.registration()
                            .registrationId(provider.id().toString())
                            .clientId(provider.clientId())
                            .clientSecret(client.secret())
                            .redirectUri(callback(provider.id()))
                            .scope(scopes)
                            .build();
            return new Known(client, found, registration, decoder(registration), clock.instant());
        } catch (ProviderFault fault) {
            return new Faulty(client, String.valueOf(fault.getMessage()), clock.instant());
        }
    }

    /// Exchanges a code, checks the ID token, and asks for user info.
    OidcAuthorizationCodeAuthenticationProvider exchange() {
        return exchange;
    }

    private OidcAuthorizationCodeAuthenticationProvider exchange(ProviderHttp http) {
        RestClientAuthorizationCodeTokenResponseClient tokens =
                new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(
                RestClient.builder()
                        .requestFactory(http.factory())
                        .requestInterceptor(http)
                        .configureMessageConverters(c ->
                                c.addCustomConverter(new FormHttpMessageConverter())
                                        .addCustomConverter(
                                                new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        DefaultOAuth2UserService users = new DefaultOAuth2UserService();
        users.setRestOperations(rest);
        OidcUserService people = new OidcUserService();
        ClaimTypeConverter said = said(OidcUserService.createDefaultClaimTypeConverters());
        people.setClaimTypeConverterFactory(_ -> said);
        people.setOauth2UserService(users);
        // Whatever scopes were asked for: the groups may be there.
        people.setRetrieveUserInfo(request ->
                StringUtils.hasText(
                        request.getClientRegistration()
                                .getProviderDetails()
                                .getUserInfoEndpoint()
                                .getUri()));
        OidcAuthorizationCodeAuthenticationProvider all =
                new OidcAuthorizationCodeAuthenticationProvider(tokens, people);
        all.setJwtDecoderFactory(registration -> {
            Answer last = answers.get(UUID.fromString(registration.getRegistrationId()));
            return last instanceof Known one && one.registration.equals(registration)
                    ? one.decoder
                    : decoder(registration);
        });
        return all;
    }

    /// Checks ID tokens: signed by a key of the provider's, by its exact issuer, for this client,
    /// and now. Algorithms whose key both sides have are not taken.
    private JwtDecoder decoder(ClientRegistration registration) {
        String keys = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri());
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(keys)
                        .jwsAlgorithms(all -> all.addAll(Set.of(SignatureAlgorithm.values())))
                        .restOperations(rest)
                        .build();
        OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
        validator.setClock(clock);
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, validator));
        decoder.setClaimSetConverter(
                said(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    /// Makes claims what they are for, but for whether an address is verified: that counts as it
    /// was said, and a text is not the boolean.
    private static ClaimTypeConverter said(Map<String, Converter<Object, ?>> usual) {
        Map<String, Converter<Object, ?>> converters = new HashMap<>(usual);
        converters.put(StandardClaimNames.EMAIL_VERIFIED, verified -> verified);
        return new ClaimTypeConverter(converters);
    }
}
