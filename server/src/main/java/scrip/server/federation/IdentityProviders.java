package scrip.server.federation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes identity providers and the roles of their groups.
public final class IdentityProviders {

    /// How many an organization or the vendor may have.
    static final int MOST = 20;

    private static final String COLUMNS =
            """
            select provider as id, realm, account, name, issuer, client_id, scopes, domains, groups_claim,
                makes_people, enabled, made_at, made_by, maker
            from identity_providers
            """;

    private IdentityProviders() {}

    public static Optional<IdentityProvider> byId(JdbcClient sql, UUID id) {
        return sql.sql(COLUMNS + "where provider = :id")
                .param("id", id)
                .query(Records.of(IdentityProvider.class))
                .optional();
    }

    /// Those of an organization, or of the vendor, oldest first.
    ///
    /// @param account null for the vendor's
    public static List<IdentityProvider> of(JdbcClient sql, @Nullable Long account) {
        return sql.sql(
                        COLUMNS
                                + """
                                where account is not distinct from :account
                                order by provider
                                limit :most
                                """)
                .param("account", account)
                .param("most", MOST)
                .query(Records.of(IdentityProvider.class))
                .list();
    }

    /// Those in use that are believed about addresses of a domain, oldest first.
    static List<IdentityProvider> ofDomain(JdbcClient sql, String domain) {
        return sql.sql(
                        COLUMNS
                                + """
                                where domains @> array[cast(:domain as text)]
                                    and enabled
                                order by provider
                                limit :most
                                """)
                .param("domain", domain)
                .param("most", MOST)
                .query(Records.of(IdentityProvider.class))
                .list();
    }

    /// The client's secret, as `ProviderSecrets` sealed it.
    static byte[] secret(JdbcClient sql, UUID id) {
        return sql.sql("select secret from identity_providers where provider = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    static void add(JdbcClient sql, IdentityProvider provider, byte[] secret) {
        sql.sql(
                        """
                        insert into identity_providers (
                            provider, realm, account, name, issuer, client_id, secret, scopes, domains,
                            groups_claim, makes_people, enabled, made_at, made_by, maker)
                        values (
                            :id, :realm, :account, :name, :issuer, :clientId, :secret, :scopes, :domains,
                            :groupsClaim, :makesPeople, :enabled, :madeAt, :madeBy, :maker)
                        """)
                .params(Records.parameters(provider))
                .param("secret", secret)
                .update();
    }

    /// @param secret null to keep the one before
    static void change(JdbcClient sql, IdentityProvider provider, byte @Nullable [] secret) {
        sql.sql(
                        """
                        update identity_providers
                        set name = :name, issuer = :issuer, client_id = :clientId,
                            secret = coalesce(:secret, secret), scopes = :scopes, domains = :domains,
                            groups_claim = :groupsClaim, makes_people = :makesPeople, enabled = :enabled,
                            maker = :maker
                        where provider = :id
                        """)
                .params(Records.parameters(provider))
                .param("secret", secret)
                .update();
    }

    /// Removes one that nothing refers to any more.
    static void remove(JdbcClient sql, UUID id) {
        sql.sql(
                        """
                        delete from directory_members
                        where directory_user in (
                            select directory_user from directory_users where provider = :id)
                        """)
                .param("id", id)
                .update();
        for (String table : List.of("directory_users", "directory_groups")) {
            sql.sql("delete from " + table + " where provider = :id").param("id", id).update();
        }
        // Such a key calls nothing any more.
        sql.sql("update api_keys set provider = null where provider = :id")
                .param("id", id)
                .update();
        for (String table :
                List.of("provider_roles", "authorization_requests", "identity_providers")) {
            sql.sql("delete from " + table + " where provider = :id").param("id", id).update();
        }
    }

    /// Which role the people of which group get, by group and role.
    public static List<IdentityProvider.GroupRole> roles(JdbcClient sql, UUID provider) {
        return sql.sql(
                        """
                        select group_name as "group", role, writer, written_at
                        from provider_roles
                        where provider = :provider
                        order by group_name, role
                        """)
                .param("provider", provider)
                .query(Records.of(IdentityProvider.GroupRole.class))
                .list();
    }

    static void setRoles(
            JdbcClient sql, UUID provider, Collection<IdentityProvider.GroupRole> roles) {
        sql.sql("delete from provider_roles where provider = :provider")
                .param("provider", provider)
                .update();
        for (IdentityProvider.GroupRole role : roles) {
            sql.sql(
                            """
                            insert into provider_roles (provider, group_name, role, writer, written_at)
                            values (:provider, :group, :role, :writer, :writtenAt)
                            """)
                    .params(Records.parameters(role))
                    .param("provider", provider)
                    .update();
        }
    }
}
