package scrip.server.people;

import java.util.EnumSet;
import java.util.Set;
import scrip.core.organization.OrganizationId;
import scrip.server.role.OrganizationRole;

/// A person's membership in one organization, with their roles.
///
/// @param account its number in the database
/// @param kind `institution` or `consortium`
public record Seat(
        int realm,
        OrganizationId organization,
        long account,
        String kind,
        String name,
        Set<OrganizationRole> roles) {

    public Seat {
        roles = EnumSet.copyOf(roles);
    }
}
