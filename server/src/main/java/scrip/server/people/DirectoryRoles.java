package scrip.server.people;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// The roles that a directory gives and takes in one place: an organization, or the vendor. They
/// carry the mark of their provider; what has no mark was given by hand, and stays.
///
/// Roles are named by the constants of `OrganizationRole`, or of `VendorRole` at the vendor.
public final class DirectoryRoles {

    private DirectoryRoles() {}

    /// A person's roles in a place.
    ///
    /// @param account null for the vendor
    public static Set<String> of(JdbcClient sql, @Nullable Long account, UUID person) {
        return new TreeSet<>(
                account == null
                        ? Persons.vendorRoles(sql, person).stream().map(Enum::name).toList()
                        : Persons.roles(sql, account, person).stream().map(Enum::name).toList());
    }

    /// Lets a provider give these roles and no others.
    ///
    /// @return whether the person's roles changed
    /// @throws ProblemException if nobody would be left who is an owner, or an administrator
    public static boolean give(
            JdbcClient sql,
            UUID provider,
            @Nullable Long account,
            UUID person,
            Collection<String> roles,
            Instant now) {
        ProviderRoles.Change change = ProviderRoles.set(sql, provider, account, person, roles, now);
        if (change.last()) {
            throw last(account);
        }
        return !change.isNone();
    }

    /// Takes every role of a person in a place, and ends the links that were open for them.
    ///
    /// @throws ProblemException if nobody would be left who is an owner, or an administrator
    public static void takeAll(JdbcClient sql, @Nullable Long account, UUID person, Instant now) {
        Set<String> before = of(sql, account, person);
        if (account == null) {
            Persons.setVendorRoles(sql, person, Set.of(), now);
        } else {
            Persons.setRoles(sql, account, person, Set.of(), now);
        }
        checkLast(sql, account, before);
    }

    /// Throws if roles are given by hand to somebody whom a directory has deactivated there.
    static void checkActive(
            JdbcClient sql, @Nullable Long account, UUID person, Collection<?> roles) {
        if (!roles.isEmpty() && isInactive(sql, account, person)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "the directory has deactivated this person here: let it activate them first");
        }
    }

    /// Those of some people of whom a directory says that they work in a place.
    static Set<UUID> managed(JdbcClient sql, @Nullable Long account, Collection<UUID> people) {
        return new HashSet<>(
                sql.sql(
                                """
                                select person
                                from directory_users
                                where person = any (cast(:people as uuid[]))
                                    and account is not distinct from cast(:account as bigint)
                                    and active
                                    and confirmed_at is not null
                                """)
                        .param("people", List.copyOf(people))
                        .param("account", account)
                        .query(UUID.class)
                        .list());
    }

    /// Whether the directory of a provider says that somebody is active where the provider is.
    public static boolean expects(JdbcClient sql, UUID provider, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from directory_users
                            where provider = :provider
                                and person = :person
                                and active)
                        """)
                .param("provider", provider)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    private static boolean isInactive(JdbcClient sql, @Nullable Long account, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from directory_users
                            where person = :person
                                and account is not distinct from cast(:account as bigint)
                                and not active)
                        """)
                .param("person", person)
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    private static void checkLast(JdbcClient sql, @Nullable Long account, Set<String> before) {
        boolean isLeft =
                account == null
                        ? !before.contains(VendorRole.ADMINISTRATOR.name())
                                || Persons.hasAdministrator(sql)
                        : !before.contains(OrganizationRole.OWNER.name())
                                || Persons.hasOwner(sql, account);
        if (!isLeft) {
            throw last(account);
        }
    }

    private static ProblemException last(@Nullable Long account) {
        return account == null
                ? new ProblemException(
                        ProblemCode.LAST_ADMINISTRATOR,
                        "the vendor needs an administrator: make somebody else an administrator first")
                : new ProblemException(
                        ProblemCode.LAST_OWNER,
                        "an organization needs an owner: make somebody else an owner first");
    }
}
