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
        List<SentLink> links,
        List<Key> keys,
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
