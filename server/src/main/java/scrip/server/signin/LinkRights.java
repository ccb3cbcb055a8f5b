package scrip.server.signin;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.KeyRights;
import scrip.server.people.Grants;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.Rights;
import scrip.server.people.Seat;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// What a link may do. It is asked twice: when a link is made, of whoever makes it, and when it is
/// used, of the same person by what they may do by then.
final class LinkRights {

    private LinkRights() {}

    /// Throws unless whoever made a link may still do so, for the person it is for as they are now.
    static void check(JdbcClient sql, Link link, Instant now) {
        switch (link.kind()) {
            case SET_UP -> {
                if (Persons.hasAdministrator(sql)) {
                    throw forbidden("the vendor has an administrator");
                }
            }
            case RESET ->
                    checkReset(
                            sql,
                            maker(sql, link, now),
                            link.account(),
                            Objects.requireNonNull(link.person()));
            case ADDRESS -> {
                // The person's own wish, and whoever opens it reads the mail of the address.
            }
            case INVITATION ->
                    checkInvitation(
                            sql,
                            maker(sql, link, now),
                            link.account() == null ? null : LinkStore.place(sql, link.account()),
                            Objects.requireNonNull(link.email()),
                            link.roles());
        }
    }

    private static Identity maker(JdbcClient sql, Link link, Instant now) {
        UUID key = link.makerKey();
        return key == null ? Rights.ofMaker(sql, link.maker()) : KeyRights.of(sql, key, now);
    }

    /// Throws unless somebody may invite an address with these roles.
    ///
    /// @param place null for the vendor
    static void checkInvitation(
            JdbcClient sql,
            Identity maker,
            LinkStore.@Nullable InvitingOrganization place,
            String email,
            List<String> roles) {
        if (place == null) {
            Grants.checkVendor(maker, constants(roles, VendorRole.class));
            return;
        }
        Optional<Person> known = Persons.byEmail(sql, email);
        Grants.check(
                sql,
                maker,
                place.grantPlace(),
                known.map(Person::id).orElse(null),
                constants(roles, OrganizationRole.class));
    }

    /// Throws unless somebody may let a person set a new password. Such a link is as powerful as
    /// the password, so nobody may make one who is responsible for only some of the person's roles.
    ///
    /// @param account null for the vendor
    static void checkReset(JdbcClient sql, Identity maker, @Nullable Long account, UUID who) {
        List<Seat> seats = Persons.seats(sql, who);
        boolean ofVendor = !Persons.vendorRoles(sql, who).isEmpty();
        boolean there =
                account == null ? ofVendor : seats.stream().anyMatch(s -> s.account() == account);
        if (!there) {
            throw new ProblemException(ProblemCode.UNKNOWN_PERSON, "nobody here has the id " + who);
        }
        boolean byVendor = maker.may(Permission.PEOPLE_RESET);
        boolean overStaff = maker.may(Permission.STAFF_WRITE);
        boolean byMember = account != null && isOver(maker, account);
        boolean elsewhere = ofVendor || seats.size() > 1;
        boolean mayAtAll = account == null ? overStaff : byVendor || byMember;
        if (!mayAtAll || (ofVendor && !overStaff) || (elsewhere && !byVendor)) {
            throw forbidden("only the vendor may make a link for this person: ask there");
        }
    }

    private static boolean isOver(Identity maker, long account) {
        return maker.places().stream()
                .anyMatch(p ->
                        p.account() == account
                                && p.permissions().contains(Permission.PEOPLE_RESET));
    }

    static <E extends Enum<E>> Set<E> constants(List<String> names, Class<E> type) {
        Set<E> all = EnumSet.noneOf(type);
        names.forEach(n -> all.add(Enum.valueOf(type, n.toUpperCase(Locale.ROOT))));
        return all;
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}
