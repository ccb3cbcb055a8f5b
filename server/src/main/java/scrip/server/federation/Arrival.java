package scrip.server.federation;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import scrip.server.people.Fields;

/// Somebody as a provider describes them, after everything about its answer was checked.
///
/// @param claims of the ID token and of user info
/// @param idToken as it was sent
record Arrival(
        IdentityProvider provider,
        String subject,
        Map<String, Object> claims,
        @Nullable Instant authenticatedAt,
        String idToken) {

    private static final int NAME_CHARACTERS_MAX = 200;

    static Arrival of(IdentityProvider provider, OidcUser user) {
        return new Arrival(
                provider,
                Objects.requireNonNull(user.getSubject()),
                user.getClaims(),
                user.getIdToken().getAuthenticatedAt(),
                user.getIdToken().getTokenValue());
    }

    /// Their address as the provider says it, in lower case; null for none.
    @Nullable String email() {
        return claims.get("email") instanceof String said ? Fields.emailOrNull(said) : null;
    }

    /// Their address, if the provider says that it has verified it, and the vendor believes it
    /// about addresses of that domain.
    @Nullable String provenEmail() {
        String email = email();
        boolean verified = Boolean.TRUE.equals(claims.get("email_verified"));
        return email != null && verified && provider.domains().contains(domain(email))
                ? email
                : null;
    }

    static String domain(String email) {
        return email.substring(email.lastIndexOf('@') + 1);
    }

    /// Their name, or what stands before the `@` of their address.
    String name(String email) {
        String said = claims.get("name") instanceof String name ? name : "";
        String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
        String name = line.isEmpty() ? email.substring(0, email.indexOf('@')) : line;
        return name.substring(0, Math.min(name.length(), NAME_CHARACTERS_MAX));
    }

    /// Whether the provider says that it asked for two factors (RFC 8176, and the names of classes
    /// that providers use).
    boolean hadTwoFactors() {
        boolean method =
                claims.get("amr") instanceof Collection<?> methods
                        && methods.stream().anyMatch("mfa"::equals);
        boolean level =
                claims.get("acr") instanceof String acr
                        && acr.matches("(?:.*[/:])?(?:mfa|multi-factor)");
        return method || level;
    }
}
