package scrip.server.people;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// Which roles somebody may give: nobody gives more than they have, and the vendor's people make
/// none of their own a member of an organization. Asked when roles are offered and again when they
/// are taken.
public final class Grants {

    private Grants() {}

    /// An organization in which roles are given.
    public record Place(long account, int realm, OrganizationId organization) {}

    /// Throws unless somebody may give these roles at the vendor.
    public static void checkVendor(Identity giver, Collection<VendorRole> roles) {
        demand(giver, Permission.STAFF_WRITE, giver.vendor());
        checkHas(giver.vendor(), Identity.ofVendor(roles));
    }

    /// Throws unless somebody may give these roles in an organization.
    ///
    /// @param receiver who gets them; null if nobody has the address yet
    public static void check(
            JdbcClient sql,
            Identity giver,
            Place place,
            @Nullable UUID receiver,
            Collection<OrganizationRole> roles) {
        Set<Permission> asMember = giver.asMember(place.realm, place.organization);
        if (asMember.contains(Permission.PEOPLE_WRITE)) {
            checkHas(asMember, Identity.ofOrganization(roles));
            return;
        }
        demand(giver, Permission.PEOPLE_WRITE, giver.vendor());
        switch (giver.actor().kind()) {
            case PROGRAM, SYSTEM -> {
                return;
            }
            case PERSON, KEY, NOBODY -> {
                // As people of the vendor may, and what a person may not, no key may for them.
            }
        }
        if (receiver != null && !Persons.vendorRoles(sql, receiver).isEmpty()) {
            throw forbidden(
                    "the vendor's people become members of an organization only by the invitation"
                            + " of its own people");
        }
        // Somebody has to bring the first people of an organization, who then bring the others.
        if (Persons.hasOwner(sql, place.account)) {
            checkHas(giver.vendor(), Identity.ofOrganization(roles));
        }
    }

    /// Throws unless somebody may give a role.
    ///
    /// @param place null at the vendor
    /// @param role the name of an `OrganizationRole`, or of a `VendorRole` at the vendor
    public static void check(
            JdbcClient sql,
            Identity giver,
            @Nullable Place place,
            @Nullable UUID receiver,
            String role) {
        if (place == null) {
            checkVendor(giver, List.of(VendorRole.valueOf(role)));
        } else {
            check(sql, giver, place, receiver, List.of(OrganizationRole.valueOf(role)));
        }
    }

    private static void demand(Identity giver, Permission permission, Set<Permission> has) {
        if (!has.contains(permission)) {
            throw forbidden(giver.actor().name() + " may no longer invite anybody here");
        }
    }

    private static void checkHas(Set<Permission> has, Set<Permission> given) {
        List<Permission> lacked =
                given.stream()
                        .filter(p -> !has.contains(p))
                        // Everybody who is known has those, a key too.
                        .filter(p -> p.scope() != Permission.Scope.KNOWN)
                        .toList();
        if (!lacked.isEmpty()) {
            throw forbidden(
                    "nobody gives more than they have, and you lack "
                            + lacked.stream()
                                    .map(Permission::code)
                                    .collect(Collectors.joining(", "))
                            + ": ask an owner of the organization");
        }
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}
