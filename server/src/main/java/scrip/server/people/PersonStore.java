package scrip.server.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// Reads and writes people and their roles.
final class PersonStore {

    private static final String PERSON = "select person, email, name, locale from persons ";

    private PersonStore() {}

    /// One of the people of an organization, or of the vendor.
    record Colleague(UUID person, String email, String name, List<String> roles, Instant since) {}

    static Optional<Person> byEmail(JdbcClient sql, String email) {
        return sql.sql(PERSON + "where email = :email")
                .param("email", email)
                .query((row, _) -> person(row))
                .optional();
    }

    static Optional<Person> byId(JdbcClient sql, UUID id) {
        return sql.sql(PERSON + "where person = :id")
                .param("id", id)
                .query((row, _) -> person(row))
                .optional();
    }

    static @Nullable String password(JdbcClient sql, UUID id) {
        return sql.sql("select password from persons where person = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    static void add(JdbcClient sql, Person person, String password, Instant now) {
        sql.sql(
                        """
                        insert into persons (person, email, name, locale, password, made_at)
                        values (:id, :email, :name, :locale, :password, :now)
                        """)
                .param("id", person.id())
                .param("email", person.email())
                .param("name", person.name())
                .param("locale", person.locale())
                .param("password", password)
                .param("now", utc(now))
                .update();
    }

    static void rename(JdbcClient sql, UUID id, String name, String locale) {
        sql.sql(
                        """
                        update persons
                        set name = :name, locale = :locale
                        where person = :id
                        """)
                .param("id", id)
                .param("name", name)
                .param("locale", locale)
                .update();
    }

    static void setPassword(JdbcClient sql, UUID id, String password) {
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

    static Set<VendorRole> vendorRoles(JdbcClient sql, UUID person) {
        EnumSet<VendorRole> roles = EnumSet.noneOf(VendorRole.class);
        sql.sql("select role from staff where person = :person")
                .param("person", person)
                .query(String.class)
                .list()
                .forEach(role -> roles.add(VendorRole.valueOf(role)));
        return roles;
    }

    static Set<OrganizationRole> roles(JdbcClient sql, long account, UUID person) {
        EnumSet<OrganizationRole> roles = EnumSet.noneOf(OrganizationRole.class);
        sql.sql("select role from members where account = :account and person = :person")
                .param("account", account)
                .param("person", person)
                .query(String.class)
                .list()
                .forEach(role -> roles.add(OrganizationRole.valueOf(role)));
        return roles;
    }

    /// A person's seats in organizations, by realm and id.
    static List<Seat> seats(JdbcClient sql, UUID person) {
        Map<Long, Seat> seats = new LinkedHashMap<>();
        sql.sql(
                        """
                        select a.realm, a.id, a.account, lower(a.kind), a.name, m.role
                        from members m
                        join accounts a on a.account = m.account
                        where m.person = :person
                        order by a.realm, a.id
                        """)
                .param("person", person)
                .query(row -> {
                    Seat seat = seats.get(row.getLong(3));
                    if (seat == null) {
                        seat =
                                new Seat(
                                        row.getInt(1),
                                        new OrganizationId(row.getString(2)),
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getString(5),
                                        EnumSet.noneOf(OrganizationRole.class));
                        seats.put(seat.account(), seat);
                    }
                    seat.roles().add(OrganizationRole.valueOf(row.getString(6)));
                });
        return List.copyOf(seats.values());
    }

    /// Which people to list; null means any.
    ///
    /// @param search a part of the name or e-mail address
    /// @param role in lower case
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
            select q.person, q.email, q.name, q.roles, q.since
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
                .param("only", filter.only)
                .param("search", filter.search)
                .param("role", filter.role)
                .param("after", filter.after)
                .param("most", most)
                .query((row, _) -> member(row))
                .list();
    }

    /// A page of the people of an organization.
    static List<Colleague> members(JdbcClient sql, long account, Filter filter, int most) {
        return page(
                sql,
                """
                with people as (
                    select p.person, p.email, p.name, array_agg(lower(m.role)) as roles,
                        min(m.since) as since
                    from members m
                    join persons p on p.person = m.person
                    where m.account = :account
                    group by p.person, p.email, p.name
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
                    select p.person, p.email, p.name, array_agg(lower(s.role)) as roles,
                        min(s.since) as since
                    from staff s
                    join persons p on p.person = s.person
                    where cast(:account as bigint) is null
                    group by p.person, p.email, p.name
                )
                """,
                null,
                filter,
                most);
    }

    static void setRoles(
            JdbcClient sql,
            long account,
            UUID person,
            Collection<OrganizationRole> roles,
            Instant now) {
        sql.sql("delete from members where account = :account and person = :person")
                .param("account", account)
                .param("person", person)
                .update();
        for (OrganizationRole role : roles) {
            sql.sql(
                            """
                            insert into members (account, person, role, since)
                            values (:account, :person, :role, :now)
                            """)
                    .param("account", account)
                    .param("person", person)
                    .param("role", role.name())
                    .param("now", utc(now))
                    .update();
        }
    }

    static void setVendorRoles(
            JdbcClient sql, UUID person, Collection<VendorRole> roles, Instant now) {
        sql.sql("delete from staff where person = :person").param("person", person).update();
        for (VendorRole role : roles) {
            sql.sql(
                            """
                            insert into staff (person, role, since)
                            values (:person, :role, :now)
                            """)
                    .param("person", person)
                    .param("role", role.name())
                    .param("now", utc(now))
                    .update();
        }
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

    static boolean hasAdministrator(JdbcClient sql) {
        return sql.sql("select exists (select from staff where role = 'ADMINISTRATOR')")
                .query(Boolean.class)
                .single();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4));
    }

    private static Colleague member(ResultSet row) throws SQLException {
        return new Colleague(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
