package scrip.server.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// What a person may do now, as the database has it.
public final class Rights {

    private Rights() {}

    /// A person with their present roles.
    ///
    /// @param session null if nobody asks at the moment
    public static Identity of(JdbcClient sql, Person person, Identity.@Nullable Session session) {
        Set<VendorRole> vendor = Persons.vendorRoles(sql, person.id());
        List<Identity.OrganizationPermissions> places = new ArrayList<>();
        for (Seat seat : Persons.seats(sql, person.id())) {
            places.add(
                    new Identity.OrganizationPermissions(
                            seat.realm(),
                            seat.organization(),
                            seat.account(),
                            inSeat(seat, vendor)));
        }
        return new Identity(
                person.actor(),
                Identity.ofVendor(vendor),
                List.copyOf(places),
                session,
                null,
                null,
                null);
    }

    /// What a person may do in an organization. Who works for the vendor, too, accepts no service:
    /// it would be the vendor's own.
    ///
    /// @param vendor their roles at the vendor
    public static Set<Permission> inSeat(Seat seat, Collection<VendorRole> vendor) {
        Set<Permission> all = Identity.ofOrganization(seat.roles());
        if (!vendor.isEmpty()) {
            all.remove(Permission.SERVICES_ACCEPT);
        }
        return all;
    }

    /// Whoever made a link or a proposal, with their present roles.
    ///
    /// @param maker null for the admin token
    public static Identity ofMaker(JdbcClient sql, @Nullable UUID maker) {
        return maker == null
                ? Identity.PROGRAM
                : of(sql, Persons.byId(sql, maker).orElseThrow(), null);
    }
}
