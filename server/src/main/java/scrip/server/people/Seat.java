package scrip.server.people;

import java.util.Set;
import scrip.core.organization.OrganizationId;
import scrip.server.role.OrganizationRole;

/// What a person is in one organization.
///
/// @param account its number in the database
/// @param kind `institution` or `consortium`
public record Seat(
        int realm,
        OrganizationId organization,
        long account,
        String kind,
        String name,
        Set<OrganizationRole> roles) {}
