package scrip.server.federation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.trail.AuditTrail;

/// Who signs people in for an organization, or for the vendor.
///
/// @param account the organization's; null for the vendor's own people
/// @param name what the button says
/// @param issuer exactly as the provider says it
/// @param scopes asked for besides `openid`
/// @param domains whose addresses it is believed about, in lower case; the vendor gives them
/// @param groupsClaim the claim that lists a person's groups; null if it gives no roles
/// @param makesPeople whether somebody nobody knows becomes a person by signing in
/// @param maker who last said where it is and whom it is believed about, or confirmed it; null for
///   the emergency token
public record IdentityProvider(
        UUID id,
        int realm,
        @Nullable Long account,
        String name,
        String issuer,
        String clientId,
        List<String> scopes,
        List<String> domains,
        @Nullable String groupsClaim,
        boolean makesPeople,
        boolean enabled,
        Instant madeAt,
        String madeBy,
        @Nullable UUID maker) {

    public IdentityProvider {
        scopes = List.copyOf(scopes);
        domains = List.copyOf(domains);
    }

    /// An entry of the audit log of where it is.
    ///
    /// @param subject the person or provider to whom it is done
    AuditTrail.Event event(
            String action, UUID subject, @Nullable Object before, @Nullable Object after) {
        return AuditTrail.Event.at(realm, account, action, subject.toString(), before, after);
    }

    /// A role that the people of a group get.
    ///
    /// @param group as the claim names it
    /// @param role the name of an `OrganizationRole`, or of a `VendorRole` for the vendor's
    ///   provider
    /// @param writer it gives at most what they may give by now; null for the emergency token
    public record GroupRole(String group, String role, @Nullable UUID writer, Instant writtenAt) {}
}
