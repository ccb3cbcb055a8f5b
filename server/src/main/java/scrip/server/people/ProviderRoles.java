package scrip.server.people;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// Roles that identity providers give. Each is marked with the provider, which takes no others.
public final class ProviderRoles {

    private ProviderRoles() {}

    /// @param account null at the vendor
    private record Place(@Nullable Long account) {

        String table() {
            return account == null ? "staff" : "members";
        }

        String of() {
            return account == null ? "cast(:account as bigint) is null" : "account = :account";
        }

        /// The role without which a place has nobody who lets anybody in.
        String key() {
            return account == null
                    ? VendorRole.ADMINISTRATOR.name()
                    : OrganizationRole.OWNER.name();
        }
    }

    private record Held(String role, @Nullable UUID provider) {}

    /// A person's roles before and after.
    ///
    /// @param last whether one stayed because nobody else has it
    public record Change(Set<String> before, Set<String> after, boolean last) {

        public boolean isNone() {
            return before.equals(after);
        }
    }

    /// Gives a person these roles by a provider, and takes those it gave before.
    ///
    /// @param account null at the vendor
    /// @param roles names of `OrganizationRole` or `VendorRole`
    public static Change set(
            JdbcClient sql,
            UUID provider,
            @Nullable Long account,
            UUID person,
            Collection<String> roles,
            Instant now) {
        Place place = new Place(account);
        List<Held> held = held(sql, place, person);
        Set<String> before = new TreeSet<>(held.stream().map(Held::role).toList());
        Set<String> taken =
                new TreeSet<>(
                        held.stream()
                                .filter(h -> provider.equals(h.provider))
                                .map(Held::role)
                                .filter(r -> !roles.contains(r))
                                .toList());
        boolean last = taken.contains(place.key()) && !others(sql, place, person);
        if (last) {
            taken.remove(place.key());
        }
        Set<String> added = new TreeSet<>(roles);
        added.removeAll(before);
        Set<String> after = new TreeSet<>(before);
        after.addAll(added);
        after.removeAll(taken);
        if (!after.equals(before)) {
            Departures.endLinks(sql, account, person, now);
            take(sql, place, person, taken);
            give(sql, place, person, provider, added, now);
        }
        return new Change(before, after, last);
    }

    /// The roles that a provider gave a person.
    public static Set<String> of(
            JdbcClient sql, UUID provider, @Nullable Long account, UUID person) {
        return new TreeSet<>(
                held(sql, new Place(account), person).stream()
                        .filter(h -> provider.equals(h.provider))
                        .map(Held::role)
                        .toList());
    }

    /// Takes all roles that a provider gave.
    ///
    /// @return whether the place still has somebody who lets others in, or had nobody before
    public static boolean takeAll(JdbcClient sql, UUID provider, @Nullable Long account) {
        Place place = new Place(account);
        boolean had = others(sql, place, null);
        sql.sql("delete from %s where provider = :provider".formatted(place.table()))
                .param("provider", provider)
                .update();
        return !had || others(sql, place, null);
    }

    private static List<Held> held(JdbcClient sql, Place place, UUID person) {
        return sql.sql(
                        """
                        select role, provider
                        from %s
                        where %s
                            and person = :person
                        order by role
                        """
                                .formatted(place.table(), place.of()))
                .param("account", place.account)
                .param("person", person)
                .query(Records.of(Held.class))
                .list();
    }

    /// Whether somebody other than this person has the role that lets others in.
    private static boolean others(JdbcClient sql, Place place, @Nullable UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from %s
                            where %s
                                and role = :role
                                and person is distinct from :person)
                        """
                                .formatted(place.table(), place.of()))
                .param("account", place.account)
                .param("role", place.key())
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    private static void take(JdbcClient sql, Place place, UUID person, Set<String> roles) {
        sql.sql(
                        """
                        delete from %s
                        where %s
                            and person = :person
                            and role = any (:roles::text[])
                        """
                                .formatted(place.table(), place.of()))
                .param("account", place.account)
                .param("person", person)
                .param("roles", roles)
                .update();
    }

    private static void give(
            JdbcClient sql,
            Place place,
            UUID person,
            UUID provider,
            Set<String> roles,
            Instant now) {
        String where = place.account == null ? "" : "account, ";
        String which = place.account == null ? "" : ":account, ";
        sql.sql(
                        """
                        insert into %s (%sperson, role, since, provider)
                        select %s:person, role, :now, :provider
                        from unnest(:roles::text[]) role
                        """
                                .formatted(place.table(), where, which))
                .param("account", place.account)
                .param("person", person)
                .param("provider", provider)
                .param("roles", roles)
                .param("now", now)
                .update();
    }
}
