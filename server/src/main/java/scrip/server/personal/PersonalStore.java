package scrip.server.personal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;
import scrip.server.people.Person;
import scrip.server.trail.AuditErasure;
import scrip.server.trail.PersonEntries;

/// Reads and erases what other features keep about a person.
final class PersonalStore {

    private static final int ENTRIES_MAX = 100_000;

    private PersonalStore() {}

    static PersonalExport export(JdbcClient sql, Person person, Instant now) {
        UUID id = person.id();
        return new PersonalExport(
                now,
                person.view(),
                madeAt(sql, id),
                rows(
                        sql,
                        PersonalExport.VendorRole.class,
                        """
                        select role, since
                        from staff
                        where person = :person
                        order by role
                        """,
                        person),
                memberships(sql, person),
                rows(
                        sql,
                        PersonalExport.Session.class,
                        """
                        select session as id, method, address, agent, signed_in_at, proven_at,
                            last_used_at, ends_at
                        from sessions
                        where person = :person
                        order by session
                        """,
                        person),
                rows(
                        sql,
                        PersonalExport.Browser.class,
                        """
                        select made_at as since
                        from devices
                        where person = :person
                        order by made_at
                        """,
                        person),
                rows(
                        sql,
                        PersonalExport.Passkey.class,
                        """
                        select passkey as id, label, transports, made_at as created_at, last_used_at, stopped_at
                        from passkeys
                        where person = :person
                        order by passkey
                        """,
                        person),
                identities(sql, person),
                links(sql, person),
                keys(sql, person),
                directories(sql, person),
                PersonEntries.of(sql, id, person.email(), ENTRIES_MAX));
    }

    private static List<PersonalExport.Membership> memberships(JdbcClient sql, Person person) {
        return rows(
                sql,
                PersonalExport.Membership.class,
                """
                select r.name as realm, a.id as organization, a.name, m.role, m.since
                from members m
                join accounts a on a.account = m.account
                join realms r on r.realm = a.realm
                where m.person = :person
                order by a.realm, a.id, m.role
                """,
                person);
    }

    private static List<PersonalExport.FederatedIdentity> identities(
            JdbcClient sql, Person person) {
        return rows(
                sql,
                PersonalExport.FederatedIdentity.class,
                """
                select f.identity as id, i.name as provider, f.issuer, f.subject, f.email,
                    f.linked_by, f.linked_at, f.last_used_at, f.stopped_at
                from federated_identities f
                join identity_providers i on i.provider = f.provider
                where f.person = :person
                order by f.identity
                """,
                person);
    }

    private static List<PersonalExport.Key> keys(JdbcClient sql, Person person) {
        return rows(
                sql,
                PersonalExport.Key.class,
                """
                select k.api_key as id, k.name, a.id as organization, k.actions, k.made_at as created_at,
                    k.expires_at, k.revoked_at
                from api_keys k
                left join accounts a on a.account = k.account
                where k.maker = :person
                order by k.api_key
                """,
                person);
    }

    private static List<PersonalExport.DirectoryUser> directories(JdbcClient sql, Person person) {
        return rows(
                sql,
                PersonalExport.DirectoryUser.class,
                """
                select u.directory_user as id, a.id as organization, p.name as provider, u.user_name,
                    u.external_id, u.display_name, u.given_name, u.family_name, u.formatted_name, u.email,
                    u.active, u.made_at as created_at, u.changed_at,
                    array(
                        select g.display_name
                        from directory_members m
                        join directory_groups g on g.directory_group = m.directory_group
                        where m.directory_user = u.directory_user
                        order by 1) as groups
                from directory_users u
                join identity_providers p on p.provider = u.provider
                left join accounts a on a.account = u.account
                where u.person = :person
                order by u.directory_user
                """,
                person);
    }

    private static List<PersonalExport.SentLink> links(JdbcClient sql, Person person) {
        return rows(
                sql,
                PersonalExport.SentLink.class,
                """
                select l.link as id, l.kind, l.email, a.id as organization, l.roles, l.mailed,
                    l.made_at as created_at, l.expires_at, l.used_at, l.revoked_at
                from links l
                left join accounts a on a.account = l.account
                where l.person = :person
                    or l.taken_by = :person
                    or l.email = :email
                order by l.link
                """,
                person);
    }

    private static <T extends Record> List<T> rows(
            JdbcClient sql, Class<T> type, String query, Person person) {
        return sql.sql(query)
                .param("person", person.id())
                .param("email", person.email())
                .query(Records.of(type))
                .list();
    }

    private static Instant madeAt(JdbcClient sql, UUID person) {
        return sql.sql("select made_at as since from persons where person = :person")
                .param("person", person)
                .query(Records.of(PersonalExport.Browser.class))
                .single()
                .since();
    }

    static boolean isErased(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from persons
                            where person = :person
                                and erased_at is not null)
                        """)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    static boolean hasOtherAdministrator(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from staff
                            where role = 'ADMINISTRATOR'
                                and person <> :person)
                        """)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    static boolean hasOtherOwner(JdbcClient sql, long account, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from members
                            where account = :account
                                and role = 'OWNER'
                                and person <> :person)
                        """)
                .param("account", account)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /// The keys of a person that have not ended.
    static List<UUID> workingKeys(JdbcClient sql, UUID person, Instant now) {
        return sql.sql(
                        """
                        select api_key
                        from api_keys
                        where maker = :person
                            and revoked_at is null
                            and expires_at > :now
                        order by api_key
                        """)
                .param("person", person)
                .param("now", now)
                .query(UUID.class)
                .list();
    }

    /// Tables with rows of a person that the program may delete: roles, sessions, browsers,
    /// whatever they sign in with. A table that comes later is one of them by itself.
    static List<String> deletable(JdbcClient sql) {
        return sql.sql(
                        """
                        select quote_ident(c.relname)
                        from pg_constraint k
                        join pg_class c on c.oid = k.conrelid
                        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                        where k.contype = 'f'
                            and k.confrelid = 'persons'::regclass
                            and a.attname = 'person'
                            and has_table_privilege('scrip_writer', c.oid, 'delete')
                        order by 1
                        """)
                .query(String.class)
                .list();
    }

    /// Erases a person everywhere but in the audit log.
    static void erase(JdbcClient sql, Person person, Instant now) {
        UUID id = person.id();
        String email = "erased-" + id + "@erased.invalid";
        for (String table : deletable(sql)) {
            sql.sql("delete from " + table + " where person = :person")
                    .param("person", id)
                    .update();
        }
        sql.sql(
                        """
                        update links
                        set email = case when email is null then null else :gone end,
                            revoked_at = case when used_at is null then coalesce(revoked_at, :now)
                                else revoked_at end
                        where person = :person
                            or email = :email
                            or (taken_by = :person and kind = 'INVITATION')
                        """)
                .param("gone", email)
                .param("email", person.email())
                .param("person", id)
                .param("now", now)
                .update();
        for (String made : List.of("links", "api_keys", "identity_providers")) {
            sql.sql("update " + made + " set made_by = :erased where maker = :person")
                    .param("erased", AuditErasure.ERASED)
                    .param("person", id)
                    .update();
        }
        sql.sql(
                        """
                        update persons
                        set email = :gone, name = :erased, locale = 'en', password = :erased,
                            email_proven_by = null, email_proven_at = null, erased_at = :now
                        where person = :person
                        """)
                .param("gone", email)
                .param("erased", AuditErasure.ERASED)
                .param("person", id)
                .param("now", now)
                .update();
    }
}
