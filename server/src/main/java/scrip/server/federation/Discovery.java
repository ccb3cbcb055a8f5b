package scrip.server.federation;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/// Reads what a provider says about itself (OpenID Connect Discovery), and its keys.
final class Discovery {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
            new ParameterizedTypeReference<>() {};
    private static final int QUOTED_MAX = 300;

    private final RestClient client;

    Discovery(ProviderHttp http) {
        this.client =
                RestClient.builder()
                        .requestFactory(http.factory())
                        .requestInterceptor(http)
                        .build();
    }

    /// What a provider says about itself.
    ///
    /// @param registration of its client, with neither id nor secret yet
    record Found(ClientRegistration.Builder registration, Map<String, Object> said) {

        /// Whether it promises to name itself when it sends a browser back (RFC 9207).
        boolean namesItself() {
            return Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported"));
        }

        Optional<String> endOfSession() {
            return Optional.ofNullable(said.get("end_session_endpoint"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(Discovery::isWeb);
        }

        /// Whether it says that it takes the code challenge that is sent.
        boolean takesChallenge() {
            return !(said.get("code_challenge_methods_supported") instanceof Collection<?> known)
                    || known.contains("S256");
        }
    }

    /// @throws ProviderFault if it says nothing, or something that cannot be used
    Found of(String issuer) throws ProviderFault {
        checkIssuer(issuer);
        String address =
                (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                        + WELL_KNOWN;
        Map<String, Object> said = read(address);
        Object itself = said.get("issuer");
        if (!issuer.equals(itself)) {
            throw new ProviderFault(
                    "%s says that its issuer is '%s', not '%s': they have to be the same, to the last slash"
                            .formatted(address, quoted(itself), issuer));
        }
        for (String endpoint : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
            if (!(said.get(endpoint) instanceof String where) || !isWeb(where)) {
                throw new ProviderFault(
                        address + " names no " + endpoint + " that begins with https://");
            }
        }
        if (said.get("userinfo_endpoint") instanceof String where && !isWeb(where)) {
            throw new ProviderFault(
                    address + " names a userinfo_endpoint that does not begin with https://");
        }
        try {
            return new Found(ClientRegistrations.fromOidcConfiguration(said), Map.copyOf(said));
        } catch (IllegalArgumentException | NullPointerException unusable) {
            throw new ProviderFault(
                    address + " cannot be understood: " + quoted(unusable.getMessage()));
        }
    }

    /// How many keys it has with which it may sign.
    ///
    /// @throws ProviderFault if they cannot be read, or there are none
    int keys(ClientRegistration registration) throws ProviderFault {
        String address = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri());
        try {
            String text = client.get().uri(URI.create(address)).retrieve().body(String.class);
            int keys =
                    (int)
                            JWKSet.parse(text == null ? "" : text).getKeys().stream()
                                    .filter(k -> k.toPublicJWK() != null)
                                    .count();
            if (keys == 0) {
                throw new ProviderFault(address + " has no key with which it could sign");
            }
            return keys;
        } catch (RestClientException failed) {
            throw new ProviderFault(address + ": " + reason(failed));
        } catch (ParseException unreadable) {
            throw new ProviderFault(
                    address + " has no set of keys: " + quoted(unreadable.getMessage()));
        }
    }

    /// Throws unless it is the exact issuer of one provider.
    static void checkIssuer(String issuer) throws ProviderFault {
        if (issuer.contains("{")
                || issuer.matches(
                        "https://login[.]microsoftonline[.][a-z]+/(common|organizations|consumers)(/.*)?")) {
            throw new ProviderFault(
                    "'%s' stands for everybody's directories: write the issuer of your own, with its"
                                    .formatted(issuer)
                            + " tenant's id");
        }
        if (!isWeb(issuer) || issuer.contains("?") || issuer.contains("#")) {
            throw new ProviderFault(
                    "'%s' is no issuer: write an address that begins with https://"
                            .formatted(issuer));
        }
    }

    private Map<String, Object> read(String address) throws ProviderFault {
        try {
            Map<String, Object> said =
                    client.get()
                            .uri(URI.create(address))
                            .accept(MediaType.APPLICATION_JSON)
                            .retrieve()
                            .body(OBJECT);
            if (said == null) {
                throw new ProviderFault(address + " answers nothing");
            }
            return said;
        } catch (RestClientException failed) {
            throw new ProviderFault(address + ": " + reason(failed));
        }
    }

    /// Why a question failed, in the words of whatever found it. Of an answer only the status is
    /// told: the rest is not meant for whoever may type an address here.
    static String reason(Throwable failed) {
        if (failed instanceof RestClientResponseException answered) {
            return "it answers " + answered.getStatusCode().value();
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException found && found.getMessage() != null) {
                return quoted(found.getMessage());
            }
        }
        return quoted(failed.getMessage());
    }

    private static boolean isWeb(String address) {
        try {
            ProviderHttp.checkScheme(URI.create(address));
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    /// What a stranger wrote, on one line and not too long.
    static String quoted(@Nullable Object text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= QUOTED_MAX ? line : line.substring(0, QUOTED_MAX) + "…";
    }
}
