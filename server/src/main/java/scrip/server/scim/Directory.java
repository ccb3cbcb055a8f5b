package scrip.server.scim;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.people.Grants;
import scrip.server.trail.AuditTrail;

/// The directory of an identity provider: whose people it speaks of, and where.
///
/// @param provider the identity provider's id
/// @param account of the organization; null for the vendor's own people
/// @param organization null for the vendor's own people
/// @param domains whose addresses it may name, in lower case
/// @param enabled whether anybody signs in with the provider, and the directory may speak
record Directory(
        UUID provider,
        int realm,
        @Nullable Long account,
        @Nullable OrganizationId organization,
        List<String> domains,
        boolean enabled) {

    Directory {
        domains = List.copyOf(domains);
    }

    /// Whether it may name an address, which is in lower case.
    boolean speaksOf(String address) {
        return domains.contains(address.substring(address.lastIndexOf('@') + 1));
    }

    /// Where it gives roles; null at the vendor.
    Grants.@Nullable Place place() {
        return account == null || organization == null
                ? null
                : new Grants.Place(account, realm, organization);
    }

    /// An entry of the audit log.
    ///
    /// @param subject the person or group to whom it is done
    AuditTrail.Event event(
            String action, UUID subject, @Nullable Object before, @Nullable Object after) {
        return AuditTrail.Event.at(realm, account, action, subject.toString(), before, after);
    }
}
