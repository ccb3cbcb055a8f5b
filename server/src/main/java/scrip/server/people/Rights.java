package scrip.server.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// What a person may do now, as the database has it.
public final class Rights {

    private Rights() {}

    /// A person with their present roles. Whoever runs an organization's provider can be anybody
    /// whom it knows, so a session that began by one has the rights of that organization alone.
    ///
    /// @param session null if nobody asks at the moment
    public static Identity of(JdbcClient sql, Person person, Identity.@Nullable Session session) {
        Set<VendorRole> vendor = Persons.vendorRoles(sql, person.id());
        Long only = session == null ? null : onlyPlace(sql, session.id());
        List<Identity.OrganizationPermissions> places = new ArrayList<>();
        for (Seat seat : Persons.seats(sql, person.id())) {
            if (only == null || seat.account() == only) {
                places.add(
                        new Identity.OrganizationPermissions(
                                seat.realm(),
                                seat.organization(),
                                seat.account(),
                                inSeat(seat.roles(), vendor)));
            }
        }
        return new Identity(
                person.actor(),
                only == null ? Identity.ofVendor(vendor) : Set.of(),
                List.copyOf(places),
                session,
                null,
                null,
                null);
    }

    /// The organization by whose provider a session began; null if it began in another way, or by a
    /// provider of the vendor, which may let anybody set a new password anyway.
    public static @Nullable Long onlyPlace(JdbcClient sql, UUID session) {
        return sql.sql(
                        """
                        select i.account
                        from sessions s
                        join identity_providers i on i.provider = s.provider
                        where s.session = :session
                            and i.account is not null
                        """)
                .param("session", session)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /// What a person may do in an organization. Who works for the vendor, too, accepts no service:
    /// it would be the vendor's own.
    ///
    /// @param roles in the organization
    /// @param vendor their roles at the vendor
    public static Set<Permission> inSeat(
            Collection<OrganizationRole> roles, Collection<VendorRole> vendor) {
        Set<Permission> all = Identity.ofOrganization(roles);
        if (!vendor.isEmpty()) {
            all.remove(Permission.SERVICES_ACCEPT);
        }
        return all;
    }

    /// A person who asks in a session, with what they may do by now; nobody if the session has
    /// ended meanwhile.
    public static Identity present(JdbcClient sql, Identity caller, Instant now) {
        Identity.Session session = caller.session();
        UUID id = caller.actor().id();
        if (session == null || id == null || !isOpen(sql, session.id(), now)) {
            return Identity.NOBODY;
        }
        return Persons.byId(sql, id).map(p -> of(sql, p, session)).orElse(Identity.NOBODY);
    }

    private record Begun(@Nullable UUID provider) {}

    private static boolean isOpen(JdbcClient sql, UUID session, Instant now) {
        return sql.sql(
                        """
                        select provider
                        from sessions
                        where session = :session
                            and ends_at > :now
                        """)
                .param("session", session)
                .param("now", now)
                .query(Records.of(Begun.class))
                .optional()
                .filter(b -> b.provider == null || ProviderWord.isAnsweredFor(sql, b.provider))
                .isPresent();
    }

    /// Whoever made a link or a proposal, with their present roles.
    ///
    /// @param maker null for the emergency token
    public static Identity ofMaker(JdbcClient sql, @Nullable UUID maker) {
        return maker == null
                ? Identity.PROGRAM
                : of(sql, Persons.byId(sql, maker).orElseThrow(), null);
    }
}
