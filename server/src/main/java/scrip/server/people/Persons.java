package scrip.server.people;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// Reads and writes people and their roles. Other features call its public methods within their own
/// transactions.
public final class Persons {

    private static final String PERSON =
            "select person as id, email, name, locale, email_proven_by, email_proven_at from persons ";

    private Persons() {}

    /// One of the people of an organization, or of the vendor.
    record Colleague(
            UUID person,
            String email,
            @Nullable String emailProvenBy,
            @Nullable Instant emailProvenAt,
            String name,
            List<String> roles,
            Instant since) {}

    /// The person with that e-mail address, which must be in lower case.
    public static Optional<Person> byEmail(JdbcClient sql, String email) {
        return sql.sql(PERSON + "where email = :email")
                .param("email", email)
                .query(Records.of(Person.class))
                .optional();
    }

    public static Optional<Person> byId(JdbcClient sql, UUID id) {
        return sql.sql(PERSON + "where person = :id")
                .param("id", id)
                .query(Records.of(Person.class))
                .optional();
    }

    /// Their password as it is stored; null for nobody, and for a person who has none or was
    /// erased.
    public static @Nullable String password(JdbcClient sql, UUID id) {
        return sql.sql(
                        """
                        select password
                        from persons
                        where person = :id
                            and erased_at is null
                        """)
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /// Adds somebody.
    ///
    /// @param password as returned by `Passwords.hash`; null for none
    public static Person add(
            JdbcClient sql,
            String email,
            String name,
            Language locale,
            @Nullable String password,
            Instant now) {
        Person person =
                new Person(
                        UuidCreator.getTimeOrderedEpoch(), email, name, locale.code(), null, null);
        sql.sql(
                        """
                        insert into persons (person, email, name, locale, password, made_at)
                        values (:id, :email, :name, :locale, :password, :now)
                        """)
                .params(Records.parameters(person))
                .param("password", password)
                .param("now", now)
                .update();
        return person;
    }

    public static void rename(JdbcClient sql, UUID id, String name, Language locale) {
        sql.sql(
                        """
                        update persons
                        set name = :name, locale = :locale
                        where person = :id
                        """)
                .param("id", id)
                .param("name", name)
                .param("locale", locale.code())
                .update();
    }

    /// Gives a person another password (its hash), or none (null).
    public static void setPassword(JdbcClient sql, UUID id, @Nullable String password) {
        sql.sql(
                        """
                        update persons
                        set password = :password
                        where person = :id
                        """)
                .param("id", id)
                .param("password", password)
                .update();
    }

    /// How a person has proven that mail to their address reaches them.
    public enum EmailProof {
        MAIL,
        SINGLE_SIGN_ON
    }

    public static void prove(JdbcClient sql, UUID id, EmailProof by, Instant now) {
        sql.sql(
                        """
                        update persons
                        set email_proven_by = :by, email_proven_at = :now
                        where person = :id
                        """)
                .param("id", id)
                .param("by", by)
                .param("now", now)
                .update();
    }

    /// Gives a person another address. Links to the one before end.
    public static void move(JdbcClient sql, UUID id, String email, Instant now) {
        Departures.endLinks(sql, null, id, now);
        sql.sql("update persons set email = :email where person = :id")
                .param("id", id)
                .param("email", email)
                .update();
    }

    /// Forgets the proof: somebody else may have the account now.
    public static void unprove(JdbcClient sql, UUID id) {
        sql.sql(
                        """
                        update persons
                        set email_proven_by = null, email_proven_at = null
                        where person = :id
                        """)
                .param("id", id)
                .update();
    }

    public static Set<VendorRole> vendorRoles(JdbcClient sql, UUID person) {
        EnumSet<VendorRole> roles = EnumSet.noneOf(VendorRole.class);
        roles.addAll(
                sql.sql("select role from staff where person = :person")
                        .param("person", person)
                        .query(VendorRole.class)
                        .list());
        return roles;
    }

    static Set<OrganizationRole> roles(JdbcClient sql, long account, UUID person) {
        EnumSet<OrganizationRole> roles = EnumSet.noneOf(OrganizationRole.class);
        roles.addAll(
                sql.sql("select role from members where account = :account and person = :person")
                        .param("account", account)
                        .param("person", person)
                        .query(OrganizationRole.class)
                        .list());
        return roles;
    }

    /// A person's seats in organizations, by realm and id.
    public static List<Seat> seats(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select a.realm, a.id as organization, a.account, a.kind,
                            a.name, array_agg(m.role) as roles
                        from members m
                        join accounts a on a.account = m.account
                        join realms r on r.realm = a.realm
                        where m.person = :person
                            and r.removed_at is null
                        group by a.realm, a.id, a.account, a.kind, a.name
                        order by a.realm, a.id
                        """)
                .param("person", person)
                .query(Records.of(Seat.class))
                .list();
    }

    /// Which people to list; null means any.
    ///
    /// @param search a part of the name or e-mail address
    /// @param role the name of its constant
    /// @param newest whether to sort by newest first; otherwise by e-mail address
    /// @param after the e-mail address behind which the page begins; empty: from the first
    record Filter(
            @Nullable UUID only,
            @Nullable String search,
            @Nullable String role,
            boolean newest,
            String after) {

        /// One person alone.
        static Filter of(UUID person) {
            return new Filter(person, null, null, false, "");
        }
    }

    private static final String FILTERED =
            """
            select q.person, q.email, q.email_proven_by, q.email_proven_at, q.name, q.roles, q.since
            from people q
            where (cast(:only as uuid) is null or q.person = :only)
                and (cast(:search as text) is null
                    or strpos(lower(q.name), lower(:search)) > 0
                    or strpos(q.email, lower(:search)) > 0)
                and (cast(:role as text) is null or :role = any (q.roles))
            """;

    private static final String BY_EMAIL =
            """
                and q.email > :after
            order by q.email
            limit :most
            """;

    private static final String NEWEST =
            """
                and (:after = ''
                    or (q.since, q.email) < (
                        select l.since, l.email
                        from people l
                        where l.email = :after))
            order by q.since desc, q.email desc
            limit :most
            """;

    private static List<Colleague> page(
            JdbcClient sql, String people, @Nullable Long account, Filter filter, int most) {
        return sql.sql(people + FILTERED + (filter.newest ? NEWEST : BY_EMAIL))
                .param("account", account)
                .params(Records.parameters(filter))
                .param("most", most)
                .query(Records.of(Colleague.class))
                .list();
    }

    /// A page of the people of an organization.
    static List<Colleague> members(JdbcClient sql, long account, Filter filter, int most) {
        return page(
                sql,
                """
                with people as (
                    select p.person, p.email, p.email_proven_by, p.email_proven_at, p.name,
                        array_agg(m.role) as roles,
                        min(m.since) as since
                    from members m
                    join persons p on p.person = m.person
                    where m.account = :account
                    group by p.person
                )
                """,
                account,
                filter,
                most);
    }

    /// A page of the vendor's people.
    static List<Colleague> staff(JdbcClient sql, Filter filter, int most) {
        return page(
                sql,
                """
                with people as (
                    select p.person, p.email, p.email_proven_by, p.email_proven_at, p.name,
                        array_agg(s.role) as roles,
                        min(s.since) as since
                    from staff s
                    join persons p on p.person = s.person
                    where cast(:account as bigint) is null
                    group by p.person
                )
                """,
                null,
                filter,
                most);
    }

    public static boolean isMember(JdbcClient sql, long account, UUID id) {
        return !roles(sql, account, id).isEmpty();
    }

    /// Gives a person additional roles in an organization, who is thereby let in.
    public static void join(
            JdbcClient sql,
            long account,
            UUID id,
            Collection<OrganizationRole> roles,
            Instant now) {
        Departures.comeBack(sql, account, id);
        Set<OrganizationRole> all = EnumSet.copyOf(roles);
        all.addAll(roles(sql, account, id));
        setRoles(sql, account, id, all, now);
    }

    /// Gives a person additional roles at the vendor.
    public static void joinVendor(
            JdbcClient sql, UUID id, Collection<VendorRole> roles, Instant now) {
        Departures.comeBack(sql, null, id);
        Set<VendorRole> all = EnumSet.copyOf(roles);
        all.addAll(vendorRoles(sql, id));
        setVendorRoles(sql, id, all, now);
    }

    static void setRoles(
            JdbcClient sql,
            long account,
            UUID person,
            Collection<OrganizationRole> roles,
            Instant now) {
        DirectoryRoles.checkActive(sql, account, person, roles);
        Departures.endLinks(sql, account, person, now);
        if (roles.isEmpty()) {
            Departures.leave(sql, account, person, now);
        }
        sql.sql(
                        """
                        delete from members
                        where account = :account
                            and person = :person
                            and role <> all (:roles::text[])
                        """)
                .param("account", account)
                .param("person", person)
                .param("roles", roles)
                .update();
        sql.sql(
                        """
                        insert into members (account, person, role, since)
                        select :account, :person, role, :now
                        from unnest(:roles::text[]) role
                        on conflict do nothing
                        """)
                .param("account", account)
                .param("person", person)
                .param("roles", roles)
                .param("now", now)
                .update();
    }

    static void setVendorRoles(
            JdbcClient sql, UUID person, Collection<VendorRole> roles, Instant now) {
        DirectoryRoles.checkActive(sql, null, person, roles);
        Departures.endLinks(sql, null, person, now);
        if (roles.isEmpty()) {
            Departures.leave(sql, null, person, now);
        }
        sql.sql("delete from staff where person = :person and role <> all (:roles::text[])")
                .param("person", person)
                .param("roles", roles)
                .update();
        sql.sql(
                        """
                        insert into staff (person, role, since)
                        select :person, role, :now
                        from unnest(:roles::text[]) role
                        on conflict do nothing
                        """)
                .param("person", person)
                .param("roles", roles)
                .param("now", now)
                .update();
    }

    static boolean hasOwner(JdbcClient sql, long account) {
        return sql.sql(
                        """
                        select exists (
                            select from members
                            where account = :account
                                and role = 'OWNER')
                        """)
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    public static boolean hasAdministrator(JdbcClient sql) {
        return sql.sql("select exists (select from staff where role = 'ADMINISTRATOR')")
                .query(Boolean.class)
                .single();
    }
}
