package scrip.server.scim;

import java.time.Instant;
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
                    column("id", "directory_user::text", FilterSql.Kind.EXACT),
                    column("username", "user_name", FilterSql.Kind.FOLDED),
                    column("externalid", "external_id", FilterSql.Kind.EXACT),
                    column("displayname", "display_name", FilterSql.Kind.FOLDED),
                    column("name.givenname", "given_name", FilterSql.Kind.FOLDED),
                    column("name.familyname", "family_name", FilterSql.Kind.FOLDED),
                    column("name.formatted", "formatted_name", FilterSql.Kind.FOLDED),
                    column("active", "active", FilterSql.Kind.TRUTH),
                    column("emails", "coalesce(email, user_name)", FilterSql.Kind.FOLDED),
                    column("emails.value", "coalesce(email, user_name)", FilterSql.Kind.FOLDED),
                    column("emails.type", "'work'", FilterSql.Kind.FOLDED),
                    column("emails.primary", "true", FilterSql.Kind.TRUTH),
                    column("meta.created", "made_at", FilterSql.Kind.INSTANT),
                    column("meta.lastmodified", "changed_at", FilterSql.Kind.INSTANT));

    static final ResourceTable<User> USERS =
            new ResourceTable<>(
                    User.class,
                    "directory_users",
                    "directory_user",
                    "user_name",
                    """
                    directory_user as id, provider, account, person, user_name, external_id, display_name,
                        given_name, family_name, formatted_name, email, active, made_person, confirmed_at,
                        version, made_at, changed_at\
                    """);

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
            UserFields fields,
            boolean madePerson,
            @Nullable Instant confirmedAt,
            long version,
            Instant madeAt,
            Instant changedAt)
            implements Stored {

        boolean active() {
            return fields.active();
        }

        /// This user with other fields, as of its next version.
        User with(UserFields other, Instant now) {
            return new User(
                    id,
                    provider,
                    account,
                    person,
                    other,
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

    static Optional<User> ofPerson(JdbcClient sql, UUID provider, UUID person) {
        return USERS.where(sql, provider, "person = :person")
                .param("person", person)
                .query(Records.of(User.class))
                .optional();
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
                .params(Records.parameters(user.fields()))
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
                .params(Records.parameters(user.fields()))
                .update();
    }

    static void confirm(JdbcClient sql, UUID user, Instant now) {
        sql.sql("update directory_users set confirmed_at = :now where directory_user = :user")
                .param("user", user)
                .param("now", now)
                .update();
    }
}
