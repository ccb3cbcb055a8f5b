package scrip.server.scim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes the users of directories.
final class DirectoryStore {

    /// What users are found by.
    static final Map<String, FilterSql.Column> FOUND_BY =
            Map.ofEntries(
                    column("id", "u.directory_user::text", FilterSql.Kind.EXACT),
                    column("username", "u.user_name", FilterSql.Kind.FOLDED),
                    column("externalid", "u.external_id", FilterSql.Kind.EXACT),
                    column("displayname", "u.display_name", FilterSql.Kind.FOLDED),
                    column("name.givenname", "u.given_name", FilterSql.Kind.FOLDED),
                    column("name.familyname", "u.family_name", FilterSql.Kind.FOLDED),
                    column("name.formatted", "u.formatted_name", FilterSql.Kind.FOLDED),
                    column("active", "u.active", FilterSql.Kind.TRUTH),
                    column("emails", "coalesce(u.email, u.user_name)", FilterSql.Kind.FOLDED),
                    column("emails.value", "coalesce(u.email, u.user_name)", FilterSql.Kind.FOLDED),
                    column("emails.type", "'work'", FilterSql.Kind.FOLDED),
                    column("emails.primary", "true", FilterSql.Kind.TRUTH),
                    column("meta.created", "u.made_at", FilterSql.Kind.INSTANT),
                    column("meta.lastmodified", "u.changed_at", FilterSql.Kind.INSTANT));

    private static final String COLUMNS =
            """
            select u.directory_user as id, u.provider, u.account, u.person, u.user_name, u.external_id,
                u.display_name, u.given_name, u.family_name, u.formatted_name, u.email, u.active,
                u.made_person, u.confirmed_at, u.version, u.made_at, u.changed_at
            from directory_users u
            """;

    private static final String DIRECTORIES =
            """
            select p.provider, p.realm, p.account, a.id as organization, p.domains, p.enabled
            from identity_providers p
            left join accounts a on a.account = p.account
            """;

    private DirectoryStore() {}

    static Map.Entry<String, FilterSql.Column> column(
            String name, String expression, FilterSql.Kind kind) {
        return Map.entry(name, new FilterSql.Column(expression, kind));
    }

    /// A user.
    ///
    /// @param madePerson whether nobody had the address when the directory named it
    /// @param confirmedAt null if the person has yet to sign in with the provider before the
    ///   directory gives them anything
    record User(
            UUID id,
            UUID provider,
            @Nullable Long account,
            UUID person,
            String userName,
            @Nullable String externalId,
            @Nullable String displayName,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String formattedName,
            @Nullable String email,
            boolean active,
            boolean madePerson,
            @Nullable Instant confirmedAt,
            long version,
            Instant madeAt,
            Instant changedAt) {

        UserFields fields() {
            return new UserFields(
                    userName,
                    externalId,
                    displayName,
                    givenName,
                    familyName,
                    formattedName,
                    email,
                    active,
                    null);
        }

        /// This user with other fields, as of its next version.
        User with(UserFields other, Instant now) {
            return new User(
                    id,
                    provider,
                    account,
                    person,
                    other.userName(),
                    other.externalId(),
                    other.displayName(),
                    other.givenName(),
                    other.familyName(),
                    other.formattedName(),
                    other.email(),
                    other.active() == null ? active : other.active(),
                    madePerson,
                    confirmedAt,
                    version + 1,
                    madeAt,
                    now);
        }
    }

    /// The directory of a provider, if the key is its own.
    static Optional<Directory> directory(JdbcClient sql, UUID provider, UUID key) {
        return sql.sql(
                        DIRECTORIES
                                + """
                                join api_keys k on k.provider = p.provider
                                    and k.account is not distinct from p.account
                                    and k.realm = p.realm
                                where p.provider = :provider
                                    and k.api_key = :key
                                """)
                .param("provider", provider)
                .param("key", key)
                .query(Records.of(Directory.class))
                .optional();
    }

    static Optional<Directory> directory(JdbcClient sql, UUID provider) {
        return sql.sql(DIRECTORIES + "where p.provider = :provider")
                .param("provider", provider)
                .query(Records.of(Directory.class))
                .optional();
    }

    static Optional<User> one(JdbcClient sql, UUID provider, UUID id) {
        return sql.sql(COLUMNS + "where u.provider = :provider and u.directory_user = :id")
                .param("provider", provider)
                .param("id", id)
                .query(Records.of(User.class))
                .optional();
    }

    static Optional<User> ofPerson(JdbcClient sql, UUID provider, UUID person) {
        return sql.sql(COLUMNS + "where u.provider = :provider and u.person = :person")
                .param("provider", provider)
                .param("person", person)
                .query(Records.of(User.class))
                .optional();
    }

    /// Those of these ids that the directory has.
    static List<User> those(JdbcClient sql, UUID provider, List<UUID> ids) {
        return sql.sql(
                        COLUMNS
                                + """
                                where u.provider = :provider
                                    and u.directory_user = any (cast(:ids as uuid[]))
                                order by u.directory_user
                                """)
                .param("provider", provider)
                .param("ids", ids)
                .query(Records.of(User.class))
                .list();
    }

    static long count(JdbcClient sql, UUID provider, FilterSql.Condition condition) {
        return sql.sql(
                        "select count(*) from directory_users u where u.provider = :provider and "
                                + condition.sql())
                .param("provider", provider)
                .params(condition.parameters())
                .query(Long.class)
                .single();
    }

    /// Some users that meet a condition, oldest first.
    static List<User> page(
            JdbcClient sql, UUID provider, FilterSql.Condition condition, Span span) {
        return sql.sql(
                        COLUMNS
                                + "where u.provider = :provider and "
                                + condition.sql()
                                + """

                                order by u.directory_user
                                offset :offset
                                limit :most
                                """)
                .param("provider", provider)
                .params(condition.parameters())
                .param("offset", span.start() - 1)
                .param("most", span.count())
                .query(Records.of(User.class))
                .list();
    }

    static void add(JdbcClient sql, User user) {
        sql.sql(
                        """
                        insert into directory_users (
                            directory_user, provider, account, person, user_name, external_id,
                            display_name, given_name, family_name, formatted_name, email, active,
                            made_person, confirmed_at, version, made_at, changed_at)
                        values (
                            :id, :provider, :account, :person, :userName, :externalId,
                            :displayName, :givenName, :familyName, :formattedName, :email, :active,
                            :madePerson, :confirmedAt, :version, :madeAt, :changedAt)
                        """)
                .params(Records.parameters(user))
                .update();
    }

    static void change(JdbcClient sql, User user) {
        sql.sql(
                        """
                        update directory_users
                        set user_name = :userName, external_id = :externalId, display_name = :displayName,
                            given_name = :givenName, family_name = :familyName,
                            formatted_name = :formattedName, email = :email, active = :active,
                            confirmed_at = :confirmedAt, version = :version, changed_at = :changedAt
                        where directory_user = :id
                        """)
                .params(Records.parameters(user))
                .update();
    }

    static void confirm(JdbcClient sql, UUID user, Instant now) {
        sql.sql("update directory_users set confirmed_at = :now where directory_user = :user")
                .param("user", user)
                .param("now", now)
                .update();
    }

    static void remove(JdbcClient sql, UUID user) {
        sql.sql("delete from directory_members where directory_user = :user")
                .param("user", user)
                .update();
        sql.sql("delete from directory_users where directory_user = :user")
                .param("user", user)
                .update();
    }

    /// Whether another user of the directory has the name, or the directory's own id.
    static boolean isTaken(JdbcClient sql, UUID provider, UserFields fields, @Nullable UUID but) {
        return sql.sql(
                        """
                        select exists (
                            select from directory_users
                            where provider = :provider
                                and directory_user is distinct from cast(:but as uuid)
                                and (lower(user_name) = lower(:name)
                                    or external_id = cast(:externalId as text)))
                        """)
                .param("provider", provider)
                .param("but", but)
                .param("name", fields.userName())
                .param("externalId", fields.externalId())
                .query(Boolean.class)
                .single();
    }
}
