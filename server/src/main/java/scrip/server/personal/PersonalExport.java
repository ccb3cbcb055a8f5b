package scrip.server.personal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.people.Person;
import scrip.server.trail.PersonEntries;

/// Everything that is kept about a person, as the file that they get. Keys and hashes of secrets
/// are not in it.
record PersonalExport(
        Instant exportedAt,
        Person.View person,
        Instant createdAt,
        List<VendorRole> vendorRoles,
        List<Membership> memberships,
        List<Session> sessions,
        List<Browser> browsers,
        List<Passkey> passkeys,
        List<FederatedIdentity> identities,
        List<SentLink> links,
        List<Key> keys,
        List<DirectoryUser> directories,
        List<PersonEntries.Entry> audit) {

    record VendorRole(String role, Instant since) {}

    record Membership(String realm, String organization, String name, String role, Instant since) {}

    record Session(
            UUID id,
            String method,
            String address,
            String agent,
            Instant signedInAt,
            Instant provenAt,
            Instant lastUsedAt,
            Instant endsAt) {}

    /// A browser in which they signed in.
    record Browser(Instant since) {}

    record Passkey(
            UUID id,
            String label,
            List<String> transports,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant stoppedAt) {}

    /// Who they are at an identity provider.
    record FederatedIdentity(
            UUID id,
            String provider,
            String issuer,
            String subject,
            @Nullable String email,
            String linkedBy,
            Instant linkedAt,
            Instant lastUsedAt,
            @Nullable Instant stoppedAt) {}

    /// An invitation or another link that was made for them, or that they used.
    record SentLink(
            UUID id,
            String kind,
            @Nullable String email,
            @Nullable String organization,
            List<String> roles,
            boolean mailed,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Instant revokedAt) {}

    /// What a directory says about them.
    ///
    /// @param organization null for the vendor's own directory
    record DirectoryUser(
            UUID id,
            @Nullable String organization,
            String provider,
            String userName,
            @Nullable String externalId,
            @Nullable String displayName,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String formattedName,
            @Nullable String email,
            boolean active,
            List<String> groups,
            Instant createdAt,
            Instant changedAt) {}

    /// An API key that they made.
    record Key(
            UUID id,
            String name,
            @Nullable String organization,
            List<String> actions,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt) {}
}
