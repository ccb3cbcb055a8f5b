package scrip.server.people;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.role.Identity;

/// What a person may do now, as the database has it.
public final class Rights {

    private Rights() {}

    /// A person with their present roles.
    ///
    /// @param session null if nobody asks at the moment
    public static Identity of(JdbcClient sql, Person person, Identity.@Nullable Session session) {
        List<Identity.OrganizationPermissions> places = new ArrayList<>();
        for (Seat seat : Persons.seats(sql, person.id())) {
            places.add(
                    new Identity.OrganizationPermissions(
                            seat.realm(),
                            seat.organization(),
                            seat.account(),
                            Identity.ofOrganization(seat.roles())));
        }
        return new Identity(
                person.actor(),
                Identity.ofVendor(Persons.vendorRoles(sql, person.id())),
                List.copyOf(places),
                session,
                null,
                null,
                null);
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
